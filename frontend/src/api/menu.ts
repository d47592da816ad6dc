/** The words a menu has for its own things. */
import type { Line, MenuDocument, OptionValue, Words } from "./views";

/** In the menu's own language; a word of another one is for the customers who speak it. */
export function word(menu: MenuDocument | null, words: Words | undefined): string | undefined {
  if (typeof words === "string") return words;
  return words?.[menu?.language ?? "en"] ?? words?.[""];
}

export function itemLabel(menu: MenuDocument | null, item: string): string {
  return word(menu, menu?.items[item]?.label) ?? item;
}

export function groupLabel(menu: MenuDocument | null, group: string): string {
  return word(menu, menu?.options[group]?.label) ?? group;
}

export function valueLabel(menu: MenuDocument | null, group: string, value: string): string {
  return word(menu, menu?.options[group]?.values?.[value]?.label) ?? value;
}

export function extraLabel(menu: MenuDocument | null, extra: string): string {
  return word(menu, menu?.extras?.[extra]?.label) ?? extra;
}

export function noteLabel(menu: MenuDocument | null, note: string): string {
  return word(menu, menu?.notes?.[note]?.label) ?? note;
}

export function familyLabel(menu: MenuDocument | null, family: string): string {
  return word(menu, menu?.families?.[family]?.label) ?? family;
}

function counted(menu: MenuDocument | null, group: string, count: number): string {
  const known = menu?.options[group];
  const named = Object.entries(known?.values ?? {}).find(([, value]) => value?.amount === count);
  if (named) return valueLabel(menu, group, named[0]);
  const forms = known?.counted?.[menu?.language ?? "en"];
  if (!forms) return `${group} ${count}`;
  const form = count === 0 ? forms.none : count === 1 ? forms.one : forms.many;
  return form.replace("{count}", String(count));
}

export function optionLabel(menu: MenuDocument | null, group: string, value: OptionValue): string {
  if (Array.isArray(value)) return value.map((one) => optionLabel(menu, group, one)).join(", ");
  if (typeof value === "number") return counted(menu, group, value);
  return valueLabel(menu, group, value);
}

/** What a line asks for besides the item itself, in the order it was recorded. */
export function details(menu: MenuDocument | null, line: Line): string[] {
  const options = Object.entries(line.options).map(([group, value]) =>
    optionLabel(menu, group, value),
  );
  const extras = line.extras.map((extra) => {
    if (typeof extra === "string") return extra;
    if (extra.count) return `${extra.count} × ${extra.name}`;
    return extra.amount ? `${extra.amount} ${extra.name}` : extra.name;
  });
  return [...options, ...extras];
}
