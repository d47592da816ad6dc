/** Whether orders are taken just now, and for how long: pure. */
import type { Screen } from "./screen";

export type Standing = "open" | "last-orders" | "paused" | "closed" | "shut";

export function standingOf({ event, stations }: Screen, now: number): Standing {
  if (event.state === "closed") return "closed";
  if (event.state === "paused") return "paused";
  if (!stations.some((one) => one.state === "open")) return "shut";
  const { last_orders_at: called, closes_at: closes } = event;
  return called && closes && Date.parse(called) <= now && now < Date.parse(closes)
    ? "last-orders"
    : "open";
}
