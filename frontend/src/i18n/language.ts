/** The language of this screen: chosen by the address or the person, else the browser's. */
import { useSyncExternalStore } from "react";
import { directionOf, firstKnown, isLanguage, type Language } from "./languages";

const KEY = "brewline.language";

const listeners = new Set<() => void>();
let current: Language = firstKnown([asked(), kept(), ...navigator.languages]);
mark();

/** `?lang=de` in the address: a display or a kiosk that hangs on a wall. */
function asked(): string | null {
  return new URLSearchParams(window.location.search).get("lang");
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function mark(): void {
  document.documentElement.lang = current;
  document.documentElement.dir = directionOf(current);
}

/** What this screen speaks now. */
export function language(): Language {
  return current;
}

/** Speak another language, on this device also after the next start. */
export function speak(wanted: Language, keep = true): void {
  if (keep) {
    try {
      localStorage.setItem(KEY, wanted);
    } catch {
      // Without storage it is this page's language only.
    }
  }
  if (wanted === current) return;
  current = wanted;
  mark();
  for (const listener of [...listeners]) listener();
}

/** Speak what an event or a person is known to prefer, where nobody has chosen on this device. */
export function suggest(tag: string | null | undefined): void {
  if (isLanguage(tag) && asked() === null && kept() === null) speak(tag, false);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language);
}
