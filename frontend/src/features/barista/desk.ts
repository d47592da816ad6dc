/** What every part of a board may see and do. */
import { createContext, useContext, useMemo } from "react";
import type { Order } from "../../api/stations";
import type { MenuDocument, Station, Ticket, TicketAction, Told } from "../../api/views";
import type { Batch } from "./batches";
import type { Board } from "./board";
import type { Kept } from "./preferences";
import type { Shift } from "./useShift";

/** What is asked about a ticket before it is done. */
export type Ask = "void" | "remake" | "move" | "words" | "texts" | "edit";
export type Tool =
  "86" | "recent" | "walk-up" | "hand-over" | "labels" | "shift" | "keys" | "stations";
export type Open = Tool | { ticket: Ticket; what: Ask };

export interface Desk {
  board: Board;
  menu: MenuDocument | null;
  stations: readonly Station[];
  preferences: Kept;
  shift: Shift;
  /** Do something to a ticket as it is now. */
  act: (ticket: Ticket, action: TicketAction, extra?: Omit<Order, "action">) => void;
  startBatch: (batch: Batch) => void;
  open: (what: Open) => void;
  close: () => void;
  apply: (news: Told) => void;
  /** Say that something was done, or (`bad`) that it could not be. */
  tell: (words: string, bad?: boolean) => void;
  /** Whether this person may change the drinks of an order. */
  mayEdit: boolean;
  /** Work at another station. */
  work: (station: number) => void;
  refreshStations: () => void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("There is no board here.");
  return desk;
}

/** What a card needs of the desk: the same from render to render, while the board goes on. */
export interface Hand extends Pick<Desk, "act" | "open" | "tell" | "menu" | "mayEdit"> {
  /** Whether there is a printer for labels. */
  prints: boolean;
}

export function useHand(): Hand {
  const { act, open, tell, menu, mayEdit, board } = useDesk();
  const prints = Boolean(board.around.printer);
  return useMemo(
    () => ({ act, open, tell, menu, mayEdit, prints }),
    [act, open, tell, menu, mayEdit, prints],
  );
}
