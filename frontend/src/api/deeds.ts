/** What can be tapped, as operations of the outbox. */
import type { NewOperation } from "./outbox";
import type { Order } from "./stations";
import type { SoldOut, Station, StationState, Ticket, TicketAction, TicketState } from "./views";

const LEADS_TO: Partial<Record<TicketAction, TicketState>> = {
  start: "started",
  bump: "made",
  collect: "collected",
  uncollected: "uncollected",
  void: "voided",
};

/** What makes a ticket the one that was seen: where it stands and what is in it, not its notes. */
export function seen(ticket: Pick<Ticket, "state" | "lines" | "allergy" | "station_id">): string {
  const { state, lines, allergy, station_id } = ticket;
  const drinks = lines.map(({ item, quantity, options, extras, notes }) => {
    return { item, quantity, options, extras, notes };
  });
  return JSON.stringify([state, station_id, drinks, allergy?.text ?? null]);
}

export function onTicket(ticket: Ticket, order: Order): NewOperation {
  const wants = LEADS_TO[order.action];
  return {
    method: "POST",
    path: `/api/tickets/${ticket.id}/actions`,
    body: { ...order, version: ticket.version },
    about: `ticket:${ticket.id}`,
    deed: { what: order.action, of: ticket.number },
    saw: seen(ticket),
    station: ticket.station_id,
    ...(wants ? { wants } : {}),
  };
}

export function askCustomer(ticket: Ticket, text: string): NewOperation {
  return {
    method: "POST",
    path: `/api/tickets/${ticket.id}/ask`,
    body: { text },
    about: `ticket:${ticket.id}`,
    deed: { what: "ask", of: ticket.number },
  };
}

export function textCustomer(
  ticket: Ticket,
  message: { text: string } | { canned: string },
): NewOperation {
  return {
    method: "POST",
    path: `/api/orders/${ticket.order}/messages`,
    body: message,
    about: `order:${ticket.order}`,
    deed: { what: "text", of: ticket.number },
  };
}

export function soldOut(
  slug: string,
  thing: { kind: SoldOut["kind"]; name: string; label: string },
  gone: boolean,
  more: { station?: number | null; until?: string | null } = {},
): NewOperation {
  return {
    method: gone ? "POST" : "DELETE",
    path: `/api/events/${encodeURIComponent(slug)}/86`,
    body: { [thing.kind]: thing.name, ...more },
    about: `86:${slug} ${thing.kind} ${thing.name}`,
    deed: { what: gone ? "86" : "un86", of: thing.label },
  };
}

export function stationState(station: Station, state: StationState): NewOperation {
  return {
    method: "PATCH",
    path: `/api/stations/${station.id}`,
    body: { state, version: station.version },
    about: `station:${station.id}`,
    deed: { what: `station-${state}`, of: station.name },
  };
}

/** An order taken at the counter; `name` is whose it is, where that is known. */
export function walkUp(
  slug: string,
  order: Record<string, unknown>,
  name: string | null,
  key: string,
): NewOperation {
  return {
    method: "POST",
    path: `/api/events/${encodeURIComponent(slug)}/orders`,
    body: order,
    about: `walkup:${key}`,
    deed: { what: "walkup", of: name ?? "" },
  };
}
