/** Which sound what happened at a station makes: one for all that came at once. Pure. */
import type { Ticket } from "../../api/views";
import { ageOf } from "./board";

export type Chime = "new" | "late" | "allergy";

/** What was heard of already: tickets that waited, those that were late. */
export interface Heard {
  waiting: ReadonlySet<number>;
  late: ReadonlySet<number>;
}

/** What there is now that can be heard of. */
export function heardOf(tickets: Iterable<Ticket>, now: number): Heard {
  const waiting = new Set<number>();
  const late = new Set<number>();
  for (const ticket of tickets) {
    if (ticket.state === "queued") waiting.add(ticket.id);
    const open = ticket.state === "queued" || ticket.state === "started";
    if (open && ageOf(ticket, now).level === "late") late.add(ticket.id);
  }
  return { waiting, late };
}

/** An allergy before all else, what has come before what has become late; null for silence. */
export function chimeOf(
  before: Heard,
  after: Heard,
  tickets: ReadonlyMap<number, Ticket>,
): Chime | null {
  const came = [...after.waiting].filter((id) => !before.waiting.has(id));
  if (came.some((id) => tickets.get(id)?.allergy)) return "allergy";
  if (came.length > 0) return "new";
  return [...after.late].some((id) => !before.late.has(id)) ? "late" : null;
}
