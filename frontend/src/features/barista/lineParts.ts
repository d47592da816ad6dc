/** What a line asks for, sorted by how it is read: marked choices first, then the rest. Pure. */
import type { Mark } from "../../api/document";
import { details, valueLabel } from "../../api/menu";
import type { Line, MenuDocument } from "../../api/views";

export interface LineParts {
  marked: { word: string; mark: Mark }[];
  options: string[];
  extras: string[];
}

export function lineParts(menu: MenuDocument | null, line: Line): LineParts {
  const marked: LineParts["marked"] = [];
  const plain: Line["options"] = {};
  for (const [group, choice] of Object.entries(line.options)) {
    const value = String(choice);
    const mark = menu?.options[group]?.values?.[value]?.mark;
    if (mark) marked.push({ word: valueLabel(menu, group, value), mark });
    else plain[group] = choice;
  }
  return {
    marked,
    options: details(menu, { ...line, options: plain, extras: [] }),
    extras: details(menu, { ...line, options: {} }),
  };
}
