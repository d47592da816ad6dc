/** Stations, tickets and 86s over HTTP. */
import { json, write } from "./http";
import type {
  MenuDocument,
  SoldOut,
  SoldOutList,
  Station,
  StationList,
  StationState,
  Ticket,
  TicketAction,
} from "./views";

const part = encodeURIComponent;

export async function stationsOf(slug: string): Promise<Station[]> {
  const path = `/api/events/${part(slug)}/stations`;
  return (await json<StationList>(path, { signed: true })).stations;
}

export function menuOf(slug: string): Promise<MenuDocument> {
  return json<MenuDocument>(`/api/events/${part(slug)}/menu`);
}

export function setState(station: Station, state: StationState): Promise<Station> {
  return write<Station>(`/api/stations/${station.id}`, "PATCH", {
    state,
    version: station.version,
  });
}

export interface Order {
  action: TicketAction;
  reason?: string;
  station?: number;
}

/** Do something to a ticket as this screen sees it; a newer version is a conflict. */
export function act(ticket: Ticket, order: Order): Promise<Ticket> {
  const body = { ...order, version: ticket.version };
  return write<Ticket>(`/api/tickets/${ticket.id}/actions`, "POST", body);
}

/** Take a thing off every door, or bring it back; `more` says where, and until when. */
export function setSoldOut(
  slug: string,
  what: Pick<SoldOut, "kind" | "name">,
  gone: boolean,
  more: { station?: number | null; until?: string | null } = {},
): Promise<SoldOutList> {
  const path = `/api/events/${part(slug)}/86`;
  return write<SoldOutList>(path, gone ? "POST" : "DELETE", { [what.kind]: what.name, ...more });
}
