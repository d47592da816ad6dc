/** Stations and menus over HTTP, and what is asked of a ticket. */
import { json } from "./http";
import type { MenuDocument, Station, StationList, TicketAction } from "./views";

const part = encodeURIComponent;

export async function stationsOf(slug: string): Promise<Station[]> {
  const path = `/api/events/${part(slug)}/stations`;
  return (await json<StationList>(path, { signed: true })).stations;
}

export function menuOf(slug: string): Promise<MenuDocument> {
  return json<MenuDocument>(`/api/events/${part(slug)}/menu`);
}

export interface Order {
  action: TicketAction;
  reason?: string;
  station?: number;
}
