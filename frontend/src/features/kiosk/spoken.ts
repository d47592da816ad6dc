/** A menu in the language of whoever orders: pure. */
import type { MenuDocument, Words } from "../../api/document";

interface Labelled {
  label?: Words;
  values?: Record<string, Labelled | null>;
  counted?: Record<string, unknown>;
}

type Things = Record<string, Labelled | null>;

/** The menu with one word for each of its things: in this language, else in the menu's own. */
export function inLanguage(menu: MenuDocument, language: string): MenuDocument {
  const own = menu.language ?? "en";
  const pick = <Form>(words: Record<string, Form>): Form | undefined =>
    words[language] ?? words[own] ?? words[""];
  const each = (things: Things | undefined): Things =>
    Object.fromEntries(Object.entries(things ?? {}).map(([name, thing]) => [name, one(thing)]));
  const one = (thing: Labelled | null): Labelled | null => {
    if (!thing) return thing;
    const { label, values, counted } = thing;
    const word = typeof label === "string" ? label : label && pick(label);
    const forms = counted && pick(counted);
    return {
      ...thing,
      ...(word === undefined ? {} : { label: word }),
      ...(values ? { values: each(values) } : {}),
      ...(forms === undefined ? {} : { counted: { [language]: forms } }),
    };
  };
  return {
    ...menu,
    language,
    items: each(menu.items) as MenuDocument["items"],
    options: each(menu.options as Things) as MenuDocument["options"],
    extras: each(menu.extras) as NonNullable<MenuDocument["extras"]>,
    notes: each(menu.notes) as NonNullable<MenuDocument["notes"]>,
    families: each(menu.families) as NonNullable<MenuDocument["families"]>,
  };
}
