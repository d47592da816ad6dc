/** Texts to try, made from whatever the menu of the event has. */
import type { MenuDocument } from "../../api/views";

const ALWAYS = ["hi", "menu", "status", "usual", "cancel", "help"];

/** The names of one group's values that can be said before an item. */
function values(menu: MenuDocument, group: number): string[] {
  const groups = Object.values(menu.options).filter(
    (one) => Object.keys(one?.values ?? {}).length > 1,
  );
  return Object.keys(groups[group]?.values ?? {});
}

export function suggestions(menu: MenuDocument | null): string[] {
  if (!menu) return ALWAYS;
  const [first, second] = Object.keys(menu.items);
  if (!first) return ALWAYS;
  const said = values(menu, 0).at(-1);
  const orders = [said ? `${said} ${first}` : first];
  if (second) orders.push(`2 ${first} and a ${second} for Sam`);
  return [...orders, "yes", ...ALWAYS];
}
