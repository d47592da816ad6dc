import { itemLabel } from "../../api/menu";
import type { MenuDocument, Ticket } from "../../api/views";

/** A words-only view of a ticket, for lists. */
export function inWords(ticket: Ticket, menu: MenuDocument | null): string {
  return ticket.lines
    .map((line) => `${line.quantity > 1 ? `${line.quantity} × ` : ""}${itemLabel(menu, line.item)}`)
    .join(", ");
}
