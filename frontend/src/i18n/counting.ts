/** Numbers, times and lengths of time, as a language writes them. */
import type { Language } from "./languages";

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Choose the form for a number: `counted("en", 2, { one: "# cup", other: "# cups" })`. */
export function counted(language: Language, number: number, forms: Forms): string {
  const rule = new Intl.PluralRules(language).select(number);
  const form = forms[rule] ?? forms.other;
  return form.replace("#", new Intl.NumberFormat(language).format(number));
}

/** The time of day at the event, "14:05"; on this device's clock where no zone is known. */
export function clockTime(language: Language, at: string | number, zone?: string): string {
  const shape: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hour12: false };
  if (zone) shape.timeZone = zone;
  return new Intl.DateTimeFormat(language, shape).format(new Date(at));
}
