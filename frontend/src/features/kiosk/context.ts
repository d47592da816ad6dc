/** What every step of a kiosk may see and do. */
import { createContext, useContext, type Dispatch } from "react";
import type { MenuDocument } from "../../api/document";
import type { KioskNow } from "../../api/kiosk";
import type { Standing } from "../../api/standing";
import type { Hall } from "./hall";
import type { Act, Order } from "./order";

export interface Stand {
  hall: Hall;
  /** In the language that is spoken. */
  menu: MenuDocument;
  now: KioskNow;
  standing: Standing;
  order: Order;
  act: Dispatch<Act>;
  /** Say something to those who do not see it happen. */
  tell: (words: string) => void;
}

export const StandContext = createContext<Stand | null>(null);

export function useStand(): Stand {
  const stand = useContext(StandContext);
  if (!stand) throw new Error("There is no kiosk here.");
  return stand;
}

/** Whether orders are taken. */
export const isTaking = (standing: Standing) => standing === "open" || standing === "last-orders";
