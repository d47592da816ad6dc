/** What there is to choose of a drink, as chips: pure. */
import { choicesOf, chosen, type Choice, type Gone } from "../../api/composer";
import type { MenuDocument } from "../../api/document";
import { optionLabel } from "../../api/menu";
import type { Choosable } from "./Chips";
import { isGone, type Drink } from "./drinks";

const NOTHING_GONE: Gone = new Set();

/** Everything an item comes with, also what is gone just now. */
export function allChoices(menu: MenuDocument, item: string): Choice[] {
  return choicesOf(menu, item, NOTHING_GONE);
}

/** What most people look for stands in sight: what has to be chosen, and what is counted. */
export function isPlain(menu: MenuDocument, choice: Choice): boolean {
  return choice.asked || isCounted(menu, choice);
}

function isCounted(menu: MenuDocument, choice: Choice): boolean {
  return menu.options[choice.group]?.kind === "count";
}

/** The chips of a choice; what may be left out has one for that, `asUsual`. */
export function chipsOf(
  menu: MenuDocument,
  choice: Choice,
  gone: Gone,
  asUsual: string,
): Choosable[] {
  const { group, values, asked } = choice;
  const chips = values.map((value): Choosable => {
    return {
      value: String(value),
      name: optionLabel(menu, group, value),
      mark: menu.options[group]?.values?.[String(value)]?.mark,
      gone: isGone(gone, group, value),
    };
  });
  return asked || isCounted(menu, choice) ? chips : [{ value: "", name: asUsual }, ...chips];
}

/** The chip that is chosen; none of a count is its nought. */
export function chipOf(menu: MenuDocument, choice: Choice, drink: Drink): string {
  const value = drink.options[choice.group];
  if (value !== undefined) return String(value);
  return isCounted(menu, choice) ? "0" : "";
}

/** Take a chip; the one for "as usual", and the nought of a count, leave the choice unsaid. */
export function withChip(menu: MenuDocument, choice: Choice, drink: Drink, chip: string): Drink {
  const unsaid = chip === "" || (isCounted(menu, choice) && chip === "0" && !choice.asked);
  if (unsaid) {
    const others = Object.entries(drink.options).filter(([group]) => group !== choice.group);
    return { ...drink, options: Object.fromEntries(others) };
  }
  const value = choice.values.find((one) => String(one) === chip);
  if (value === undefined || drink.options[choice.group] === value) return drink;
  return chosen(drink, choice, value);
}
