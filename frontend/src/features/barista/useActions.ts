import { useCallback, useEffect, useState } from "react";
import { onTicket } from "../../api/deeds";
import { waiting } from "../../api/outbox";
import type { Order } from "../../api/stations";
import { outbox } from "../../api/tabletOutbox";
import type { Ticket, TicketAction } from "../../api/views";
import { ticketAfter, undoneBy } from "./pending";

const UNDO_MS = 10_000;

export interface Undo {
  ticket: Ticket;
  words: string;
}

const UNDOABLE: Partial<Record<TicketAction, string>> = {
  bump: "is done",
  collect: "is collected",
  uncollected: "was not collected",
};

/** Does things to tickets: each shows at once, waits its turn to be sent, and has a way back. */
export function useActions() {
  const [undo, setUndo] = useState<Undo | null>(null);

  useEffect(() => {
    if (!undo) return;
    const timer = setTimeout(() => setUndo(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [undo]);

  const perform = useCallback(async (ticket: Ticket, order: Order): Promise<void> => {
    const box = outbox();
    const { operations } = box.read();
    const before = undoneBy(waiting(operations, box.me()), ticket, order.action);
    setUndo(null);
    if (before && (await box.withdraw(before.id))) return;
    const operation = box.put(onTicket(ticket, order));
    if (!operation) return;
    const after = ticketAfter(ticket, operation);
    const words = UNDOABLE[order.action];
    const way = after.actions.includes("recall");
    setUndo(words && way ? { ticket: after, words: `Order ${after.number} ${words}` } : null);
  }, []);

  return { undo, perform };
}
