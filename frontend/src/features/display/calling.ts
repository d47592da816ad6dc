/** Which numbers are to be called out, each once: pure. */
import type { Call } from "../../api/views";

/** What got ready longer ago is shown, but not called any more: the display was away. */
export const LATE_MS = 5 * 60_000;
const REMEMBERED = 500;

/** One making of a ticket: made again, it is called again. */
export function keyOf(call: Call): string {
  return `${call.ticket}@${call.since}`;
}

export interface Calling {
  /** The oldest first. */
  calls: Call[];
  /** All that was called so far, for the next time. */
  called: string[];
}

/** `called` null is a display that has just come: what is there already is called by nobody. */
export function toCall(called: string[] | null, ready: Call[], now: number): Calling {
  const before = new Set(called ?? ready.map(keyOf));
  const fresh = ready.filter((call) => !before.has(keyOf(call))).reverse();
  const all = [...before, ...fresh.map(keyOf)].slice(-REMEMBERED - ready.length);
  return { calls: fresh.filter((call) => now - Date.parse(call.since) < LATE_MS), called: all };
}
