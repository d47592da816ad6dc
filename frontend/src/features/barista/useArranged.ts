import { useMemo, useState } from "react";
import type { Ticket } from "../../api/views";
import { arrange, sameSlots, type Slot } from "./arrange";

/** A lane's cards in the places they are shown at. */
export function useArranged(tickets: readonly Ticket[], touched: boolean): readonly Slot[] {
  const [shown, setShown] = useState<readonly Slot[]>([]);
  const slots = useMemo(() => {
    const ids = tickets.map((ticket) => ticket.id);
    const wanted = arrange(shown, ids, touched);
    return sameSlots(shown, wanted) ? shown : wanted;
  }, [shown, tickets, touched]);
  if (slots !== shown) setShown(slots);
  return slots;
}
