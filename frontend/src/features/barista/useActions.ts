import { useCallback } from "react";
import { onTicket } from "../../api/deeds";
import { waiting } from "../../api/outbox";
import type { Order } from "../../api/stations";
import { outbox } from "../../api/tabletOutbox";
import type { Ticket } from "../../api/views";
import { undoneBy } from "./pending";

/** Does things to tickets: each shows at once and waits its turn to be sent. */
export function useActions(): (ticket: Ticket, order: Order) => Promise<void> {
  return useCallback(async (ticket, order) => {
    const box = outbox();
    const before = undoneBy(waiting(box.read().operations, box.me()), ticket, order.action);
    if (before && (await box.withdraw(before.id))) return;
    box.put(onTicket(ticket, order));
  }, []);
}
