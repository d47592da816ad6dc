/** The languages that screens are written in, and which of them a person reads. */

export const LANGUAGES = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  pt: "Português",
} as const;

export type Language = keyof typeof LANGUAGES;

/** Languages written from right to left: none of ours yet, but names and menus may be. */
const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ps", "ur", "yi"]);

export function isLanguage(tag: string | null | undefined): tag is Language {
  return tag !== null && tag !== undefined && Object.hasOwn(LANGUAGES, tag);
}

/** The first of these that screens are written in ("de-AT" is "de"); English where none is. */
export function firstKnown(tags: Iterable<string | null | undefined>): Language {
  for (const tag of tags) {
    const base = tag?.toLowerCase().split("-")[0];
    if (isLanguage(base)) return base;
  }
  return "en";
}

export function directionOf(tag: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(tag.toLowerCase().split("-")[0] ?? "") ? "rtl" : "ltr";
}
