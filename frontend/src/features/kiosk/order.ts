/** An order at a kiosk, from the first tap until the screen is cleared: a pure reducer. */
import { cupsIn } from "../../api/composer";
import type { KioskOrder, Placed } from "../../api/kiosk";
import { lineOf, type Drink } from "./drinks";
import type { Refusal } from "./refusal";

export type Step = "start" | "menu" | "drink" | "name" | "phone" | "review" | "sending" | "done";

export interface Order {
  step: Step;
  drinks: Drink[];
  /** The one at hand, and its place in the order; null is a new one. */
  drink: Drink | null;
  at: number | null;
  /** Where a change was begun, to go back to. */
  from: "menu" | "review";
  name: string;
  /** As it is sent, with its country's code; "" is none. */
  phone: string;
  /** The request's, the same however often it is sent: a lost answer makes no second order. */
  key: string | null;
  placed: Placed | null;
  refused: Refusal | null;
}

export const NOTHING: Order = {
  step: "start",
  drinks: [],
  drink: null,
  at: null,
  from: "menu",
  name: "",
  phone: "",
  key: null,
  placed: null,
  refused: null,
};

export type Act =
  | { do: "begin" | "back" | "continue" | "reset" }
  | { do: "pick" | "change"; drink: Drink }
  | { do: "edit" | "remove"; at: number }
  | { do: "add"; most: number }
  | { do: "go"; to: "name" | "phone" }
  | { do: "name" | "phone"; text: string }
  | { do: "send"; key: string }
  | { do: "placed"; placed: Placed }
  | { do: "refused"; why: Refusal };

export function reduceOrder(order: Order, act: Act): Order {
  switch (act.do) {
    case "reset":
      return NOTHING;
    case "begin":
      return { ...NOTHING, step: "menu" };
    case "back":
      return back(order);
    case "continue":
      return { ...order, step: order.name === "" && order.from === "menu" ? "name" : "review" };
    case "pick":
      return { ...order, step: "drink", drink: act.drink, at: null, from: "menu" };
    case "edit":
      return edit(order, act.at);
    case "change":
      return { ...order, drink: act.drink };
    case "add":
      return add(order, act.most);
    case "remove":
      return remove(order, act.at);
    case "go":
      return { ...order, step: act.to, from: "review" };
    case "name":
      return { ...order, name: act.text.trim(), step: "review" };
    case "phone":
      return { ...order, phone: act.text, step: "review" };
    case "send":
      return { ...order, step: "sending", key: act.key, refused: null };
    case "placed":
      return { ...order, step: "done", placed: act.placed };
    case "refused":
      // What was refused is known not to be placed: the next one is another request.
      return { ...order, step: "review", key: null, refused: act.why };
  }
}

function back(order: Order): Order {
  switch (order.step) {
    case "menu":
      return order.drinks.length === 0 ? NOTHING : order;
    case "drink":
      return { ...order, step: order.from, drink: null, at: null };
    case "name":
      return { ...order, step: order.from };
    case "phone":
      return { ...order, step: "review" };
    case "review":
      return { ...order, step: "menu", from: "menu" };
    default:
      // What is sent, or placed, is not taken back by leaving.
      return order;
  }
}

function edit(order: Order, at: number): Order {
  const drink = order.drinks[at];
  if (!drink) return order;
  const from = order.step === "review" ? "review" : "menu";
  return { ...order, step: "drink", drink, at, from };
}

function add(order: Order, most: number): Order {
  const { drink, at } = order;
  if (!drink) return order;
  const drinks =
    at === null
      ? [...order.drinks, drink]
      : order.drinks.map((one, place) => (place === at ? drink : one));
  if (cupsIn(drinks) > most) return order;
  return { ...order, drinks, step: order.from, drink: null, at: null, refused: null };
}

function remove(order: Order, at: number): Order {
  const drinks = order.drinks.filter((_, place) => place !== at);
  const step = drinks.length === 0 ? "menu" : order.step;
  return { ...order, drinks, step, from: step === "menu" ? "menu" : order.from, refused: null };
}

/** How many more may be ordered, beside what is at hand. */
export function roomIn(order: Order, most: number): number {
  const others = order.drinks.filter((_, place) => place !== order.at);
  return most - cupsIn(others);
}

export function bodyOf(order: Order, zone: string | null): KioskOrder {
  return {
    name: order.name || null,
    phone: order.phone || null,
    zone,
    lines: order.drinks.map(lineOf),
  };
}
