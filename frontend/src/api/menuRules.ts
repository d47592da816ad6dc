/** What a menu's document asks of its items: pure. */
import type { GroupRule, MenuGroup, MenuItem } from "./document";

/** The rules of an item for its option groups, however the document writes them. */
export function rulesOf(item: MenuItem | null | undefined): Record<string, GroupRule> {
  const given = item?.options ?? {};
  if (Array.isArray(given)) return Object.fromEntries(given.map((name) => [name, {}]));
  return Object.fromEntries(Object.entries(given).map(([name, rule]) => [name, rule ?? {}]));
}

/** Whether a group is asked of an item when it is unsaid. */
export function isAsked(group: MenuGroup, rule: GroupRule): boolean {
  if ((rule.fixed ?? rule.default ?? null) !== null) return false;
  return rule.ask ?? group.ask ?? false;
}
