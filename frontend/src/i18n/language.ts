/** The language of this screen: chosen by the address or the person, else the browser's. */
import { useSyncExternalStore } from "react";
import { directionOf, firstKnown, isLanguage, type Language } from "./languages";

const KEY = "brewline.language";

const listeners = new Set<() => void>();
let current: Language = preferred(null);
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

/** What is spoken where a person prefers this; null for nobody in particular. */
export function preferred(tag: string | null): Language {
  return firstKnown([asked(), tag, kept(), ...navigator.languages]);
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
