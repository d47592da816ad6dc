import { useCallback, useState } from "react";
import { CallFailed, wording } from "../../api/http";
import { act, type Order } from "../../api/stations";
import type { Ticket, TicketAction, TicketState, Told } from "../../api/views";

const LEADS_TO: Partial<Record<TicketAction, TicketState>> = {
  start: "started",
  bump: "made",
  collect: "collected",
  uncollected: "uncollected",
  void: "voided",
};

/** Tell whether somebody else did the same first: the ticket shows who, so nothing went wrong. */
export function isDoneAlready(error: unknown, action: TicketAction): boolean {
  const conflict = error instanceof CallFailed && error.status === 409;
  return conflict && error.state === LEADS_TO[action];
}

/** Does things to tickets: one at a time per ticket, with a word when it failed. */
export function useActions(
  apply: (news: Told) => void,
  tell: (ticket: Ticket, why: string, bad: boolean) => void,
) {
  const [busy, setBusy] = useState<ReadonlySet<number>>(new Set());
  const perform = useCallback(
    async (ticket: Ticket, order: Order): Promise<void> => {
      setBusy((now) => new Set(now).add(ticket.id));
      try {
        const after = await act(ticket, order);
        apply({ type: "TicketChanged", version: after.version, data: after });
      } catch (error) {
        tell(ticket, wording(error), !isDoneAlready(error, order.action));
      } finally {
        setBusy((now) => new Set([...now].filter((id) => id !== ticket.id)));
      }
    },
    [apply, tell],
  );
  return { busy, perform };
}
