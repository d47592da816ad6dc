/** Whether orders are taken just now, and for how long: pure. */
import type { DisplaySnapshot, PublicStation } from "./views";

/** What a public screen knows of an event and its stations. */
export interface Standings {
  event: DisplaySnapshot["event"];
  stations: PublicStation[];
}

export type Standing = "open" | "last-orders" | "paused" | "closed" | "shut";

export function standingOf({ event, stations }: Standings, now: number): Standing {
  if (event.state === "closed") return "closed";
  if (event.state === "paused") return "paused";
  if (!stations.some((one) => one.state === "open")) return "shut";
  const { last_orders_at: called, closes_at: closes } = event;
  return called && closes && Date.parse(called) <= now && now < Date.parse(closes)
    ? "last-orders"
    : "open";
}
