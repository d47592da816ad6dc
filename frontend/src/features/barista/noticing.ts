/** What of the house a tablet says something about. Pure. */
import type { Alert, PublicEvent } from "../../api/views";

export interface EventNotice {
  says: "soon" | "lastOrders" | "eventPaused" | "eventClosed";
  at: string | null;
}

/** How long before last orders a tablet begins to say so. */
const AHEAD_MS = 30 * 60_000;

/** How the event stands: not open, or about to end; null where there is nothing to say. */
export function eventNotice(event: PublicEvent, now: number): EventNotice | null {
  if (event.state === "closed") return { says: "eventClosed", at: null };
  if (event.state === "paused") return { says: "eventPaused", at: null };
  const { last_orders_at: last, closes_at: closes } = event;
  if (!last || !closes || now >= Date.parse(closes)) return null;
  if (now >= Date.parse(last)) return { says: "lastOrders", at: closes };
  return now >= Date.parse(last) - AHEAD_MS ? { says: "soon", at: last } : null;
}

/** The alerts of other stations that nobody here has put away, and that still matter. */
export function watched(
  alerts: ReadonlyMap<number, Alert>,
  here: number,
  read: ReadonlySet<string>,
): Alert[] {
  return [...alerts.values()].filter((one) => {
    const matters = one.moved + one.waiting.length + one.started.length > 0;
    return one.station !== here && matters && !read.has(`${one.station} ${one.at}`);
  });
}
