/** What a paired kiosk asks of the server, by its own token. */
import type { NewLine } from "./counter";
import type { Device } from "./device";
import { json } from "./http";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type KioskNow = Schemas["KioskView"];
export type Missing = Schemas["MissingView"];
export type Placed = Schemas["PlacedOrder"];

export interface KioskOrder {
  name: string | null;
  phone: string | null;
  zone: string | null;
  lines: NewLine[];
}

const pathOf = (device: Device) => `/api/events/${encodeURIComponent(device.event)}`;
const bearer = (device: Device) => ({ Authorization: `Bearer ${device.token}` });

export function readKiosk(device: Device): Promise<KioskNow> {
  return json<KioskNow>(`${pathOf(device)}/kiosk`, { headers: bearer(device) });
}

/** Place an order; under the same key it is placed once, however often this is called. */
export function placeAtKiosk(device: Device, order: KioskOrder, key: string): Promise<Placed> {
  const { name, phone, zone, lines } = order;
  return json<Placed>(`${pathOf(device)}/orders`, {
    method: "POST",
    body: { channel: "kiosk", customer: { name, phone }, zone, lines },
    headers: { ...bearer(device), "Idempotency-Key": key },
  });
}
