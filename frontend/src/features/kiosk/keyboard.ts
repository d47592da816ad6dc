/** The keys of the kiosk's own keyboard, and what they do to a name: pure. */
import type { Language } from "../../i18n/languages";

/** No row has more than ten: on an upright screen each key is still a thumb wide. */
export const ROWS: Record<Language, readonly string[]> = {
  en: ["qwertyuiop", "asdfghjkl", "zxcvbnm'-"],
  de: ["qwertzuiop", "asdfghjklß", "yxcvbnmäöü"],
  es: ["qwertyuiop", "asdfghjklñ", "zxcvbnm-", "áéíóúü"],
  fr: ["azertyuiop", "qsdfghjklm", "wxcvbn'-", "éèêëçïôâ"],
  pt: ["qwertyuiop", "asdfghjklç", "zxcvbnm-", "ãõáéíóúâêô"],
};

/** What the server keeps of a name. */
const LONGEST = 60;

/** Whether the next letter begins a word. */
export function isCapital(name: string): boolean {
  return name === "" || /[\s-]$/.test(name);
}

/** A key as it stands on the keyboard now. */
export function shown(key: string, name: string): string {
  const upper = key.toLocaleUpperCase();
  // There is no single capital of every letter.
  return isCapital(name) && upper.length === key.length ? upper : key;
}

export function shortened(name: string): string {
  return [...name].slice(0, LONGEST).join("");
}

export function typed(name: string, key: string): string {
  return shortened(name + shown(key, name));
}

/** Without its last letter as people see it: an emoji of several parts is one. */
export function erased(name: string): string {
  const split = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name)];
  return split
    .slice(0, -1)
    .map((one) => one.segment)
    .join("");
}
