/** Whether a station can make a ticket, as far as a screen can tell: the server has the last word. */
import type { MenuDocument } from "../../api/document";
import type { Line, SoldOut, Station, Ticket } from "../../api/views";

/** The names of things of a line that this station cannot give; none where it can make it. */
export function lacks(
  station: Station,
  ticket: Ticket,
  menu: MenuDocument | null,
  soldOut: readonly SoldOut[],
): string[] {
  const gone = soldOut.filter((one) => one.station === null || one.station === station.id);
  const found = ticket.lines.flatMap((line) => ofLine(station, line, menu, gone));
  return [...new Set(found)];
}

function ofLine(
  station: Station,
  line: Line,
  menu: MenuDocument | null,
  gone: readonly SoldOut[],
): string[] {
  const { items, options, extras, equipment } = station.capabilities;
  const is86 = (kind: string, name: string) =>
    gone.some((one) => one.kind === kind && one.name === name);
  const needs = menu?.items[line.item]?.needs ?? [];
  const found: string[] = equipment ? needs.filter((one) => !equipment.includes(one)) : [];
  if ((items && !items.includes(line.item)) || is86("item", line.item)) found.push(line.item);
  for (const [group, choice] of Object.entries(line.options)) {
    for (const value of (Array.isArray(choice) ? choice : [choice]).map(String)) {
      const without = value === String(menu?.options[group]?.declined);
      const limited = options?.[group];
      const refused = limited && !without && !limited.includes(value);
      if (refused || is86("option", `${group}:${value}`)) found.push(value);
    }
  }
  for (const extra of line.extras) {
    const name = typeof extra === "string" ? extra : extra.name;
    if (extras && !extras.includes(name)) found.push(name);
  }
  return found;
}
