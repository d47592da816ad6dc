import { useEffect, useSyncExternalStore, type RefObject } from "react";
import type { Call } from "../../api/views";
import { suggest } from "../../i18n/language";
import { isLanguage, type Language } from "../../i18n/languages";
import { toCall } from "./calling";
import { sound } from "./sound";
import { words } from "./words";

interface Options {
  ready: Call[] | null;
  calledRef: RefObject<string[] | null>;
  now: number;
  chime: boolean;
  spoken: boolean;
  languages: readonly Language[];
}

/** Call out what gets ready: one chime for all of it, and each once in each language. */
export function useCalling({ ready, calledRef, now, chime, spoken, languages }: Options): void {
  useEffect(() => {
    if (!ready) return;
    const calling = toCall(calledRef.current, ready, now);
    calledRef.current = calling.called;
    if (calling.calls.length === 0) return;
    if (chime) sound().chime();
    if (spoken) void speak(calling.calls, languages);
  }, [ready, calledRef, now, chime, spoken, languages]);
}

async function speak(calls: Call[], languages: readonly Language[]): Promise<void> {
  const loaded = await Promise.allSettled(languages.map((one) => words.load(one)));
  for (const call of calls) {
    loaded.forEach((one, place) => {
      const language = languages[place];
      if (one.status !== "fulfilled" || !language) return;
      sound().say(one.value.said(call.number, call.station, call.name), language);
    });
  }
}

/** Whether the sound waits for a touch. */
export function useLocked(wanted: boolean): boolean {
  return useSyncExternalStore(
    (listener) => (wanted ? sound().subscribe(listener) : () => undefined),
    () => wanted && sound().locked(),
  );
}

/** Speak the event's language, once its words are here: the screen is never blank meanwhile. */
export function useEventLanguage(tag: string | undefined): void {
  useEffect(() => {
    if (!isLanguage(tag)) return;
    words.load(tag).then(
      () => suggest(tag),
      () => undefined,
    );
  }, [tag]);
}
