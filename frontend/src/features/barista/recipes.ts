/** What a line uses of which ingredient, by the menu's recipes: as the server reckons it. */
import type { Amount, MenuDocument, MenuGroup, MenuItem, Uses } from "../../api/document";
import { isAsked, rulesOf } from "../../api/menuRules";
import type { Line, OptionValue } from "../../api/views";

type Wanted = Pick<Line, "item" | "options" | "extras">;
type Chosen = Record<string, OptionValue>;

/** Of an extra of which more or less than usual is wanted. */
const QUALIFIED: Record<string, number> = { extra: 1.5, light: 0.5 };

/** How much one such drink uses: {ingredient: amount}. */
export function demand(menu: MenuDocument, wanted: Wanted): Record<string, number> {
  const item = menu.items[wanted.item] ?? (wanted.item in menu.items ? {} : null);
  if (item === null) return {};
  const chosen = { ...comesWith(item), ...wanted.options };
  const found: Record<string, number> = {};
  const take = (uses: Uses, times: number) => {
    for (const [name, amount] of Object.entries(uses)) {
      found[name] = Math.round(((found[name] ?? 0) + amount * times) * 100) / 100;
    }
  };
  for (const [name, amount] of Object.entries(item.uses ?? {})) {
    take({ [name]: figure(amount, chosen) }, 1);
  }
  for (const name of Object.keys(rulesOf(item))) {
    const group = menu.options[name];
    if (!group) continue;
    const times = figure(portion(group, item, name), chosen);
    for (const [uses, count] of usesOf(group, item, name, chosen[name])) take(uses, count * times);
  }
  for (const extra of wanted.extras) {
    const known = typeof extra === "string" ? { name: extra } : extra;
    const times = ("count" in known && known.count) || 1;
    const amount = "amount" in known && known.amount ? (QUALIFIED[known.amount] ?? 1) : 1;
    take(menu.extras?.[known.name]?.uses ?? {}, times * amount);
  }
  return Object.fromEntries(Object.entries(found).filter(([, amount]) => amount > 0));
}

function comesWith(item: MenuItem): Chosen {
  const given: Chosen = {};
  for (const [group, rule] of Object.entries(rulesOf(item))) {
    const value = rule.fixed ?? rule.default;
    if (value !== null && value !== undefined) given[group] = value;
  }
  return given;
}

/** An amount for what is chosen; the least of them where that is unsaid. */
function figure(amount: Amount, chosen: Chosen): number {
  if (typeof amount === "number") return amount;
  const [group, by] = Object.entries(amount)[0] ?? ["", {}];
  const figures = Object.values(by);
  return by[String(chosen[group])] ?? (figures.length > 0 ? Math.min(...figures) : 0);
}

function portion(group: MenuGroup, item: MenuItem, name: string): Amount {
  return item.portions?.[name] ?? group.portion ?? (group.kind === "count" ? 1 : 0);
}

function usesOf(
  group: MenuGroup,
  item: MenuItem,
  name: string,
  choice: OptionValue | undefined,
): [Uses, number][] {
  if (choice === undefined) {
    const unasked = group.kind !== "count" && !isAsked(group, rulesOf(item)[name] ?? {});
    return unasked ? [[group.uses ?? {}, 1]] : [];
  }
  return (Array.isArray(choice) ? choice : [choice]).map((value) => {
    const known = group.values?.[String(value)];
    const own = known?.uses ?? {};
    if (known && (Object.keys(own).length > 0 || group.kind !== "count")) return [own, 1];
    if (group.kind !== "count") return [{}, 0];
    const count = known ? known.amount : value;
    return [group.uses ?? {}, typeof count === "number" ? count : 0];
  });
}
