/** What is done at the counter besides tickets: walk-ups, texts to customers, labels. */
import { json, write } from "./http";
import type { components } from "./schema";
import type { CannedList, Category, Label, Printer, Station, Ticket } from "./views";

type Schemas = components["schemas"];

const part = encodeURIComponent;

export type NewLine = Schemas["NewLine"];

export interface WalkUp {
  name: string | null;
  category: string | null;
  lines: NewLine[];
}

export function placeOrder(slug: string, order: WalkUp): Promise<Schemas["OrderView"]> {
  const { name, category, lines } = order;
  const body = { channel: "walkup", customer: { name, phone: null }, category, lines };
  return write(`/api/events/${part(slug)}/orders`, "POST", body);
}

export function changeOrder(
  order: number,
  lines: NewLine[],
  name: string | null,
): Promise<Schemas["OrderView"]> {
  return write(`/api/orders/${order}`, "PATCH", { lines, name });
}

export async function categoriesOf(slug: string): Promise<Category[]> {
  const path = `/api/events/${part(slug)}/categories`;
  return (await json<Schemas["CategoryList"]>(path, { signed: true })).categories;
}

/** The canned texts, as the customer of an order would get them. */
export function cannedOf(order: number): Promise<CannedList> {
  return json<CannedList>(`/api/orders/${order}/canned`, { signed: true });
}

export function tellCustomer(
  order: number,
  what: { text: string } | { canned: string },
): Promise<unknown> {
  return write(`/api/orders/${order}/messages`, "POST", what);
}

export function askCustomer(ticket: number, text: string): Promise<Ticket> {
  return write<Ticket>(`/api/tickets/${ticket}/ask`, "POST", { text });
}

export function keepHandover(station: Station, handover: string): Promise<Station> {
  return write<Station>(`/api/stations/${station.id}`, "PATCH", {
    handover,
    version: station.version,
  });
}

/** Take over the next ticket of the stations beside this one. */
export function claimTicket(station: number): Promise<Ticket> {
  return write<Ticket>(`/api/stations/${station}/claim`, "POST", {});
}

/** The printer of a station; null where it has none. */
export async function printerOf(slug: string, station: number): Promise<Printer | null> {
  const path = `/api/events/${part(slug)}/printers`;
  const { printers } = await json<Schemas["PrinterList"]>(path, { signed: true });
  return printers.find((one) => one.station === station) ?? null;
}

export async function labelsOf(station: number): Promise<Label[]> {
  const path = `/api/stations/${station}/labels`;
  return (await json<Schemas["LabelList"]>(path, { signed: true })).labels;
}

export function reprint(ticket: number, cup: number | null = null): Promise<unknown> {
  return write(`/api/tickets/${ticket}/labels`, "POST", { cup });
}

export function newRoll(station: number): Promise<Printer> {
  return write<Printer>(`/api/stations/${station}/printer/new-roll`, "POST", {});
}
