/** What can be 86'd, and until when. Pure. */
import { groupLabel, itemLabel, valueLabel } from "../../api/menu";
import type { MenuDocument, SoldOut } from "../../api/views";

export interface Thing {
  kind: SoldOut["kind"];
  /** As the server names it. */
  name: string;
  label: string;
}

/** All a menu has, in sections: its items, each option group, its ingredients. */
export function thingsOf(
  menu: MenuDocument,
  titles: { menu: string; ingredients: string },
): [string, Thing[]][] {
  const items = Object.keys(menu.items).map((name): Thing => {
    return { kind: "item", name, label: itemLabel(menu, name) };
  });
  items.sort((a, b) => a.label.localeCompare(b.label));
  const groups = Object.entries(menu.options).map(([group, known]): [string, Thing[]] => [
    groupLabel(menu, group),
    Object.keys(known?.values ?? {}).map((value) => {
      return { kind: "option", name: `${group}:${value}`, label: valueLabel(menu, group, value) };
    }),
  ]);
  const ingredients = Object.keys(menu.ingredients ?? {}).map((name): Thing => {
    return { kind: "ingredient", name, label: name };
  });
  return [[titles.menu, items], ...groups, [titles.ingredients, ingredients]];
}

/** How a thing that is out is called; by its name where the menu has it no more. */
export function labelOf(menu: MenuDocument | null, entry: Pick<SoldOut, "kind" | "name">): string {
  if (entry.kind === "item") return itemLabel(menu, entry.name);
  const [group = "", value = ""] = entry.name.split(":");
  return entry.kind === "option" ? valueLabel(menu, group, value) : entry.name;
}

/** How long something may be out: minutes from now, the end of the day, or until it is back. */
export type Snooze = 30 | 60 | 120 | "today" | "by hand";
export const SNOOZES: readonly Snooze[] = ["by hand", 30, 60, 120, "today"];

const MINUTE_MS = 60_000;

/** When that is, for the server; null is until somebody brings it back. */
export function untilOf(snooze: Snooze, now: number): string | null {
  if (snooze === "by hand") return null;
  if (snooze !== "today") return new Date(now + snooze * MINUTE_MS).toISOString();
  const midnight = new Date(now);
  midnight.setHours(24, 0, 0, 0);
  return midnight.toISOString();
}
