import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Order } from "../../api/stations";
import type { Ticket, TicketAction } from "../../api/views";
import type { Batch } from "./batches";
import type { Board } from "./board";
import { useText, type Words } from "./text";
import { LEADS_TO, UNDO_MS, undoable, type Deed } from "./undo";

type Perform = (ticket: Ticket, order: Order) => Promise<void>;

/** Acts on tickets as they are now, and remembers the last deed as long as it can be undone. */
export function useDeeds(board: Board, perform: Perform) {
  const words = useText();
  const [deed, setDeed] = useState<Deed | null>(null);
  const known = useRef(board.tickets);
  useEffect(() => {
    known.current = board.tickets;
  }, [board.tickets]);

  useEffect(() => {
    if (!deed) return;
    const timer = setTimeout(() => setDeed(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [deed]);

  const act = useCallback(
    (ticket: Ticket, action: TicketAction, extra: Omit<Order, "action"> = {}) => {
      // Dialogs act on the ticket as it is when the answer comes, not when it was asked.
      const now = known.current.get(ticket.id) ?? ticket;
      setDeed(LEADS_TO[action] ? { action, tickets: [now], at: Date.now() } : null);
      void perform(now, { action, ...extra });
    },
    [perform],
  );

  const startBatch = useCallback(
    (batch: Batch) => {
      setDeed({ action: "start", tickets: batch.tickets, at: Date.now() });
      for (const ticket of batch.tickets) {
        void perform(known.current.get(ticket.id) ?? ticket, { action: "start" });
      }
    },
    [perform],
  );

  const undo = useMemo(() => {
    const tickets = undoable(deed, board.tickets, deed?.at ?? 0);
    if (!deed || tickets.length === 0) return null;
    return { words: wordsOf(deed, tickets, words.did), tickets, until: deed.at + UNDO_MS };
  }, [deed, board.tickets, words]);

  const takeBack = useCallback(() => {
    setDeed(null);
    for (const ticket of undo?.tickets ?? []) void perform(ticket, { action: "recall" });
  }, [undo, perform]);

  return { act, startBatch, undo, takeBack };
}

function wordsOf(deed: Deed, tickets: Ticket[], words: Words["did"]): string {
  const [first] = tickets;
  if (!first || tickets.length > 1) return words.batch(tickets.length);
  switch (deed.action) {
    case "bump":
    case "collect":
    case "uncollected":
      return words[deed.action](first.number);
    default:
      return words.start(first.number);
  }
}
