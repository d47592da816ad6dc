/** The last thing done to tickets, and whether it can still be undone. Pure. */
import type { Ticket, TicketAction, TicketState } from "../../api/views";

export const UNDO_MS = 10_000;

export interface Deed {
  action: TicketAction;
  tickets: readonly Ticket[];
  at: number;
}

/** What can be undone leads here. */
export const LEADS_TO: Partial<Record<TicketAction, TicketState>> = {
  start: "started",
  bump: "made",
  collect: "collected",
  uncollected: "uncollected",
};

/** The tickets of a deed as they are now, that can go back to where they were. */
export function undoable(
  deed: Deed | null,
  known: ReadonlyMap<number, Ticket>,
  now: number,
): Ticket[] {
  const state = deed && LEADS_TO[deed.action];
  if (!deed || !state || now - deed.at >= UNDO_MS) return [];
  return deed.tickets.flatMap((one) => {
    const ticket = known.get(one.id);
    const can = ticket?.state === state && ticket.actions.includes("recall");
    return ticket && can ? [ticket] : [];
  });
}
