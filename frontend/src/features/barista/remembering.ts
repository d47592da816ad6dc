/** What was reckoned of a thing by a menu, kept as long as both are there. */
import type { MenuDocument } from "../../api/document";

/**
 * Reckon once for each menu and thing: with every tap a rush asks the same of all its tickets, and
 * what comes from the server is never changed, only replaced.
 */
export function remembering<Thing extends object, Result>(
  reckon: (menu: MenuDocument, thing: Thing) => Result,
): (menu: MenuDocument, thing: Thing) => Result {
  const known = new WeakMap<MenuDocument, WeakMap<Thing, { result: Result }>>();
  return (menu, thing) => {
    const ofMenu = known.get(menu) ?? new WeakMap<Thing, { result: Result }>();
    known.set(menu, ofMenu);
    const before = ofMenu.get(thing) ?? { result: reckon(menu, thing) };
    ofMenu.set(thing, before);
    return before.result;
  };
}
