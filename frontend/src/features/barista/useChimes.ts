import { useEffect, useRef } from "react";
import type { Ticket } from "../../api/views";
import { chimeOf, heardOf, type Heard } from "./chimes";
import { play } from "./sounds";

/** What comes within this time is one batch, and one chime. */
const GATHER_MS = 400;

/** Sound what comes to a station, and what becomes late there; what was there at first is silent. */
export function useChimes(
  tickets: ReadonlyMap<number, Ticket> | undefined,
  now: number,
  sounds: boolean,
): void {
  const heard = useRef<Heard | null>(null);
  const latest = useRef(tickets);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    latest.current = tickets;
    if (!tickets) return;
    const after = heardOf(tickets.values(), now);
    if (heard.current === null) {
      heard.current = after;
      return;
    }
    if (timer.current !== undefined || chimeOf(heard.current, after, tickets) === null) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const known = latest.current;
      if (!known || heard.current === null) return;
      const all = heardOf(known.values(), now);
      const chime = chimeOf(heard.current, all, known);
      heard.current = all;
      if (chime && sounds) play(chime);
    }, GATHER_MS);
  }, [tickets, now, sounds]);

  useEffect(() => () => clearTimeout(timer.current), []);
}
