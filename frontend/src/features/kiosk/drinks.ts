/** What is ordered at a kiosk, and what of it cannot be had any more: pure. */
import { draftOf, toLine, type Draft, type Gone } from "../../api/composer";
import type { NewLine } from "../../api/counter";
import type { MenuDocument } from "../../api/document";
import type { Missing } from "../../api/kiosk";
import { extraLabel, itemLabel, noteLabel, optionLabel } from "../../api/menu";

/** One thing in the order, however many of it. */
export interface Drink extends Draft {
  notes: string[];
}

export function drinkOf(menu: MenuDocument, item: string, missing: Missing): Drink {
  return { ...draftOf(menu, item, {}, goneOf(missing, item)), notes: [] };
}

export function lineOf(drink: Drink): NewLine {
  return { ...toLine(drink), notes: drink.notes };
}

/** What cannot be had of one item, by kind and name. */
export function goneOf(missing: Missing, item: string): Gone {
  return new Set([
    ...(missing.items.includes(item) ? [`item ${item}`] : []),
    ...(missing.options[item] ?? []).map((value) => `option ${value}`),
    ...(missing.extras[item] ?? []).map((extra) => `extra ${extra}`),
  ]);
}

/** Whether a value is gone; of a count, the server names 1 for all of them. */
export function isGone(gone: Gone, group: string, value: string | number): boolean {
  const name = typeof value === "number" ? (value > 0 ? 1 : 0) : value;
  return gone.has(`option ${group}:${name}`);
}

/** What of a drink cannot be had any more, in the menu's words. */
export function outIn(menu: MenuDocument, drink: Drink, missing: Missing): string[] {
  const gone = goneOf(missing, drink.item);
  if (gone.has(`item ${drink.item}`) || !(drink.item in menu.items)) {
    return [itemLabel(menu, drink.item)];
  }
  const options = Object.entries(drink.options).filter(([group, value]) =>
    isGone(gone, group, value),
  );
  const extras = drink.extras.filter((extra) => gone.has(`extra ${extra}`));
  return [
    ...options.map(([group, value]) => optionLabel(menu, group, value)),
    ...extras.map((extra) => extraLabel(menu, extra)),
  ];
}

/** All that differs from the bare drink, in the menu's words. */
export function detailsOf(menu: MenuDocument, drink: Drink): string[] {
  return [
    ...Object.entries(drink.options).map(([group, value]) => optionLabel(menu, group, value)),
    ...drink.extras.map((extra) => extraLabel(menu, extra)),
    ...drink.notes.map((note) => noteLabel(menu, note)),
  ];
}

/** "2 × something, like this, like that". */
export function inWords(menu: MenuDocument, drink: Drink): string {
  const what = [itemLabel(menu, drink.item), ...detailsOf(menu, drink)].join(", ");
  return drink.quantity > 1 ? `${drink.quantity} × ${what}` : what;
}

/** The menu in sections: by the first family of each item; "" for those of none. */
export function sectionsOf(menu: MenuDocument): [family: string, items: string[]][] {
  const sections = new Map<string, string[]>();
  for (const [name, item] of Object.entries(menu.items)) {
    const family = item?.families?.[0] ?? "";
    sections.set(family, [...(sections.get(family) ?? []), name]);
  }
  const rest = sections.get("");
  sections.delete("");
  return [...sections, ...(rest ? [["", rest] as [string, string[]]] : [])];
}
