import { catalogue } from "../../../i18n/catalogue";
import type { Deed } from "../../../api/outbox";
import type { Words } from "./words/en";

export const words = catalogue<Words>({
  en: () => import("./words/en"),
  de: () => import("./words/de"),
  es: () => import("./words/es"),
  fr: () => import("./words/fr"),
  pt: () => import("./words/pt"),
});

/** What was tapped, in words. */
export function deedIn(say: Words, { what, of }: Deed): string {
  return (say.deeds[what]?.(of) ?? `${what} ${of}`).trim();
}

/** "40 s", "12 min", "2 h". */
export function ageIn(say: Words, milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return say.seconds(seconds);
  if (seconds < 3600) return say.minutes(Math.floor(seconds / 60));
  return say.hours(Math.floor(seconds / 3600));
}
