/** All that waits at a station, counted: drinks, and what is to be prepared of which ingredient. */
import type { Mark, MenuDocument } from "../../api/document";
import type { Line, Ticket } from "../../api/views";
import { demand } from "./recipes";
import { remembering } from "./remembering";

/** What narrows the lanes. */
export type Filter =
  | { kind: "item"; name: string }
  | { kind: "ingredient"; name: string }
  | { kind: "words"; name: string };

export interface Drink {
  item: string;
  cups: number;
}

export interface Sum {
  ingredient: string;
  /** In what its tally counts: litres, shots. */
  amount: number;
  mark: Mark | null;
}

export interface AllDay {
  cups: number;
  drinks: Drink[];
  sums: Sum[];
}

/** Count what is not made yet; the most wanted first. */
export function allDay(menu: MenuDocument | null, tickets: readonly Ticket[]): AllDay {
  const drinks = new Map<string, number>();
  const sums = new Map<string, number>();
  for (const ticket of tickets) {
    for (const line of ticket.lines) {
      drinks.set(line.item, (drinks.get(line.item) ?? 0) + line.quantity);
      for (const [name, amount] of Object.entries(prepared(menu, line))) {
        sums.set(name, (sums.get(name) ?? 0) + amount * line.quantity);
      }
    }
  }
  return {
    cups: [...drinks.values()].reduce((all, one) => all + one, 0),
    drinks: [...drinks].map(([item, cups]) => ({ item, cups })).sort((a, b) => b.cups - a.cups),
    sums: inMenuOrder(menu, sums),
  };
}

function inMenuOrder(menu: MenuDocument | null, sums: Map<string, number>): Sum[] {
  return Object.keys(menu?.ingredients ?? {})
    .filter((name) => sums.has(name))
    .map((ingredient) => ({
      ingredient,
      amount: rounded(sums.get(ingredient) ?? 0),
      mark: markOf(menu, ingredient),
    }));
}

/** To a tenth; what is less than that is not nothing. */
function rounded(amount: number): number {
  const steps = amount < 0.1 ? 100 : 10;
  return Math.round(amount * steps) / steps;
}

/** What a line needs prepared, by its ingredients' tallies: {ingredient: how many}. */
export function prepared(menu: MenuDocument | null, line: Line): Record<string, number> {
  return menu?.ingredients ? tallied(menu, line) : {};
}

const tallied = remembering((menu, line: Line) => {
  const found: Record<string, number> = {};
  for (const [name, amount] of Object.entries(demand(menu, line))) {
    const tally = menu.ingredients?.[name]?.tally;
    if (!tally) continue;
    if (tally.needs && !menu.items[line.item]?.needs?.includes(tally.needs)) continue;
    if (tally.unless?.some((choice) => hasChosen(line, choice))) continue;
    found[name] = amount / tally.each;
  }
  return found;
});

/** Whether `group:value` is chosen. */
function hasChosen(line: Line, choice: string): boolean {
  const [group = "", value] = choice.split(":");
  const chosen = line.options[group];
  return (Array.isArray(chosen) ? chosen : [chosen]).some((one) => String(one) === value);
}

/** The mark of the value that an ingredient stands for. */
function markOf(menu: MenuDocument | null, ingredient: string): Mark | null {
  for (const group of Object.values(menu?.options ?? {})) {
    for (const value of Object.values(group?.values ?? {})) {
      if (value?.mark && value.uses && ingredient in value.uses) return value.mark;
    }
  }
  return null;
}

/** Whether a ticket is among those a filter shows. */
export function shows(filter: Filter | null, ticket: Ticket, menu: MenuDocument | null): boolean {
  if (!filter) return true;
  if (filter.kind === "item") return ticket.lines.some((line) => line.item === filter.name);
  if (filter.kind === "ingredient") {
    return ticket.lines.some((line) => filter.name in prepared(menu, line));
  }
  const wanted = filter.name.trim().toLocaleLowerCase();
  const said = [ticket.number, ticket.name, ...ticket.lines.flatMap((one) => [one.item, one.name])];
  return said.some((one) => one?.toLocaleLowerCase().includes(wanted));
}
