import { useCallback, useEffect, useState } from "react";
import { CallFailed, wording } from "../../api/http";
import { act, type Order } from "../../api/stations";
import type { Ticket, TicketAction, TicketState, Told } from "../../api/views";

const UNDO_MS = 10_000;
const TOLD_MS = 8_000;

export interface Undo {
  ticket: Ticket;
  words: string;
}

const UNDOABLE: Partial<Record<TicketAction, string>> = {
  bump: "is done",
  collect: "is collected",
  uncollected: "was not collected",
};

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

/** Does things to tickets: one at a time per ticket, with a way back and a word when it failed. */
export function useActions(apply: (news: Told) => void) {
  const [busy, setBusy] = useState<ReadonlySet<number>>(new Set());
  const [undo, setUndo] = useState<Undo | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  useEffect(() => {
    if (!undo) return;
    const timer = setTimeout(() => setUndo(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [undo]);

  useEffect(() => {
    if (!trouble) return;
    const timer = setTimeout(() => setTrouble(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [trouble]);

  const perform = useCallback(
    async (ticket: Ticket, order: Order): Promise<void> => {
      setBusy((now) => new Set(now).add(ticket.id));
      setTrouble(null);
      try {
        const after = await act(ticket, order);
        apply({ type: "TicketChanged", version: after.version, data: after });
        const words = UNDOABLE[order.action];
        const way = after.actions.includes("recall");
        setUndo(words && way ? { ticket: after, words: `Order ${after.number} ${words}` } : null);
      } catch (error) {
        if (isDoneAlready(error, order.action)) return;
        setTrouble(`Order ${ticket.number}: ${wording(error)}`);
      } finally {
        setBusy((now) => new Set([...now].filter((id) => id !== ticket.id)));
      }
    },
    [apply],
  );

  return { busy, undo, trouble, setTrouble, perform };
}
