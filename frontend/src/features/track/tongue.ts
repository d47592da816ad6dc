/** The language of this page: the address's, the person's choice, the order's, the browser's. */
import { directionOf, firstKnown, isLanguage, type Language } from "../../i18n/languages";

/** Shared with the other screens of this device. */
const KEY = "brewline.language";

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function tongue(ofOrder?: string): Language {
  const asked = new URLSearchParams(window.location.search).get("lang");
  return firstKnown([asked, kept(), ofOrder, ...navigator.languages]);
}

export function choose(language: string): Language | null {
  if (!isLanguage(language)) return null;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Without storage it is this page's language only.
  }
  return language;
}

export function mark(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
