/** Numbers, times and lengths of time, as a language writes them. */
import type { Language } from "./languages";

/** Made once for each language: making them takes longer than all that they do. */
const plurals = new Map<Language, Intl.PluralRules>();
const figures = new Map<Language, Intl.NumberFormat>();

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Choose the form for a number: `counted("en", 2, { one: "# cup", other: "# cups" })`. */
export function counted(language: Language, number: number, forms: Forms): string {
  const rule = once(plurals, language, () => new Intl.PluralRules(language)).select(number);
  const figure = once(figures, language, () => new Intl.NumberFormat(language)).format(number);
  return (forms[rule] ?? forms.other).replace("#", figure);
}

function once<T>(made: Map<Language, T>, language: Language, make: () => T): T {
  const known = made.get(language) ?? make();
  made.set(language, known);
  return known;
}

/** The time of day at the event, "14:05"; on this device's clock where no zone is known. */
export function clockTime(language: Language, at: string | number, zone?: string): string {
  const shape: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hour12: false };
  if (zone) shape.timeZone = zone;
  return new Intl.DateTimeFormat(language, shape).format(new Date(at));
}
