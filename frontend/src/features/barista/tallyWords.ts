import { word } from "../../api/menu";
import type { MenuDocument } from "../../api/views";
import type { Sum } from "./production";

/** "3.2 l", "12 shots", in the menu's words. */
export function tallyWords(menu: MenuDocument | null, sum: Sum): string {
  const label = word(menu, menu?.ingredients?.[sum.ingredient]?.tally?.label) ?? "";
  return `${sum.amount.toLocaleString(document.documentElement.lang)} ${label}`.trim();
}
