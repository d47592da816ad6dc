/** How a person likes the screens, and what of that the server has not been told yet: pure. */
import type { components } from "./schema";

type Schemas = components["schemas"];

/** The document cannot say what is in a map of shortcuts. */
export type Preferences = Omit<
  Schemas["PreferencesView"],
  "version" | "language" | "sounds" | "shortcuts"
> & {
  /** Null is what the device speaks. */
  language: string | null;
  sounds: Schemas["Sounds"];
  /** What each action's key is, where it is not the usual one. */
  shortcuts: Record<string, string>;
};

/** What a device keeps of one person. */
export interface Copy {
  /** As the server said last, with what was changed here since. */
  now: Preferences;
  /** Changed here, and not answered yet. */
  unsent: Partial<Preferences>;
}

/** As it is for whoever never chose. */
export const USUAL: Preferences = {
  theme: "system",
  language: null,
  text_size: "normal",
  left_handed: false,
  rush: false,
  sounds: { new: true, late: true, allergy: true, answer: true, volume: 80 },
  shortcuts: {},
};

/** Read what was kept; nonsense is nothing. */
export function parsed(text: string | null): Copy {
  try {
    const { now, unsent } = JSON.parse(text ?? "{}") as Partial<Copy>;
    return { now: { ...USUAL, ...now }, unsent: unsent ?? {} };
  } catch {
    return { now: USUAL, unsent: {} };
  }
}

export function changed(copy: Copy, change: Partial<Preferences>): Copy {
  return { now: { ...copy.now, ...change }, unsent: { ...copy.unsent, ...change } };
}

/** The server has answered: what was changed here since it was asked still stands over that. */
export function answered(copy: Copy, sent: Partial<Preferences>, answer: Preferences): Copy {
  const unsent = Object.fromEntries(
    Object.entries(copy.unsent).filter(
      ([name, value]) => !same(value, sent[name as keyof Preferences]),
    ),
  ) as Partial<Preferences>;
  return { now: { ...answer, ...unsent }, unsent };
}

export function isTold(copy: Copy): boolean {
  return Object.keys(copy.unsent).length === 0;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
