/** Putting an order together by tap: a drink with what is usual, then what differs. Pure. */
import type { NewLine } from "./counter";
import type { GroupRule, MenuDocument, MenuGroup } from "./document";
import { isAsked, rulesOf } from "./menuRules";
import type { Line, OptionValue, SoldOut } from "./views";

export interface Draft {
  item: string;
  quantity: number;
  options: Record<string, string | number>;
  extras: string[];
}

/** What was chosen last in each group: the next drink begins with it. */
export type Last = Readonly<Record<string, string | number>>;

export interface Choice {
  group: string;
  values: (string | number)[];
  /** Without a value there is no order. */
  asked: boolean;
}

/** Names that are out, here or everywhere. */
export type Gone = ReadonlySet<string>;

export function goneHere(soldOut: readonly SoldOut[]): Gone {
  const everywhere = soldOut.filter((one) => one.station === null);
  return new Set(everywhere.map((one) => `${one.kind} ${one.name}`));
}

/** What there is to choose of an item, in menu order. */
export function choicesOf(menu: MenuDocument, item: string, gone: Gone): Choice[] {
  return Object.entries(rulesOf(menu.items[item])).flatMap(([name, rule]) => {
    const group = menu.options[name];
    if (!group || (rule.fixed ?? null) !== null) return [];
    const values = valuesOf(name, group, rule, gone);
    return values.length > 0 ? [{ group: name, values, asked: isAsked(group, rule) }] : [];
  });
}

function valuesOf(
  name: string,
  group: MenuGroup,
  rule: GroupRule,
  gone: Gone,
): (string | number)[] {
  if (group.kind === "count") {
    return Array.from({ length: Math.min(group.most ?? 3, 4) + 1 }, (_, count) => count);
  }
  return Object.keys(group.values ?? {}).filter((value) => {
    const comes = rule.only?.length ? rule.only.includes(value) : !rule.without?.includes(value);
    return comes && !gone.has(`option ${name}:${value}`);
  });
}

/** A drink as it usually is: what is asked begins with what was chosen last, else the first. */
export function draftOf(menu: MenuDocument, item: string, last: Last, gone: Gone): Draft {
  const options: Draft["options"] = {};
  for (const { group, values, asked } of choicesOf(menu, item, gone)) {
    const given = rulesOf(menu.items[item])[group]?.default ?? null;
    const [first] = values;
    const before = last[group];
    if (given !== null) options[group] = given;
    else if (asked && before !== undefined && values.includes(before)) options[group] = before;
    else if (asked && first !== undefined) options[group] = first;
  }
  return { item, quantity: 1, options, extras: [] };
}

/** Choose a value; chosen again, one that may be left out is left out. */
export function chosen<D extends Draft>(draft: D, choice: Choice, value: string | number): D {
  const { [choice.group]: before, ...others } = draft.options;
  const out = before === value && !choice.asked;
  return { ...draft, options: out ? others : { ...draft.options, [choice.group]: value } };
}

export function withExtra<D extends Draft>(draft: D, extra: string): D {
  const has = draft.extras.includes(extra);
  const extras = has ? draft.extras.filter((one) => one !== extra) : [...draft.extras, extra];
  return { ...draft, extras };
}

export function extrasOf(menu: MenuDocument, item: string): string[] {
  return menu.items[item]?.extras ?? Object.keys(menu.extras ?? {});
}

export function toLine(draft: Draft): NewLine {
  const { item, quantity, options, extras } = draft;
  return { item, quantity, options, extras, notes: [], name: null };
}

/** What a draft looks like as a line of a ticket, to be shown like one. */
export function asLine(draft: Draft, id: number): Line {
  const options: Record<string, OptionValue> = draft.options;
  const { item, quantity, extras } = draft;
  const unplaced = { ticket: 0, station: "", status: "queued" as const, name: null };
  return { id, item, quantity, options, extras, notes: [], ...unplaced };
}

export function cupsIn(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, one) => sum + one.quantity, 0);
}
