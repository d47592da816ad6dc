import { useState } from "react";
import type { Ticket } from "../../api/views";
import { arrange, sameSlots, type Slot } from "./arrange";

/** A lane's cards in the places they are shown at. */
export function useArranged(tickets: readonly Ticket[], touched: boolean): readonly Slot[] {
  const [shown, setShown] = useState<readonly Slot[]>([]);
  const ids = tickets.map((ticket) => ticket.id);
  const slots = arrange(shown, ids, touched);
  if (sameSlots(shown, slots)) return shown;
  setShown(slots);
  return slots;
}
