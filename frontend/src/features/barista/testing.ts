/** Tickets and boards for tests. */
import type { Line, Ticket } from "../../api/views";

export const AT = "2030-01-01T10:00:00Z";

export function line(id: number, over: Partial<Line> = {}): Line {
  const unplaced = { ticket: id, station: "Here", status: "queued" as const, name: null };
  return { id, quantity: 1, item: "cup", options: {}, extras: [], notes: [], ...unplaced, ...over };
}

export function ticket(id: number, over: Partial<Ticket> = {}): Ticket {
  return {
    id,
    event: "demo",
    order: id,
    number: String(id),
    state: "queued",
    version: 1,
    channel: "sms",
    name: "Steve",
    lines: [line(id)],
    actions: ["start", "bump"],
    station: "Here",
    station_id: 3,
    age_from: AT,
    started_at: null,
    made_at: null,
    promise: { earliest: "2030-01-01T10:05:00Z", latest: "2030-01-01T10:10:00Z" },
    started_by: null,
    position: id,
    prep_seconds: 60,
    reason: "",
    note: null,
    words: null,
    opted_out: false,
    category: null,
    priority: false,
    due: null,
    release_at: null,
    question: null,
    held: false,
    allergy: null,
    ...over,
  };
}
