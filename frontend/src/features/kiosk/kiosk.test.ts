import { describe, expect, it } from "vitest";
import { CallFailed } from "../../api/http";
import type { MenuDocument } from "../../api/document";
import type { Missing, Placed } from "../../api/kiosk";
import type { DisplaySnapshot } from "../../api/views";
import { allChoices, chipOf, chipsOf, withChip } from "./choices";
import { detailsOf, drinkOf, goneOf, inWords, lineOf, outIn, sectionsOf } from "./drinks";
import { reduceHall } from "./hall";
import { ANSWER_MS, IDLE_MS, idleAt } from "./idle";
import { erased, ROWS, shown, typed } from "./keyboard";
import { bodyOf, NOTHING, reduceOrder, roomIn, type Act, type Order } from "./order";
import { cleaned, countryOf, numberOf } from "./numbers";
import { refusalOf } from "./refusal";
import { inLanguage } from "./spoken";

const MENU: MenuDocument = {
  language: "en",
  families: { hot: { label: { en: "hot things", de: "Heißes" } } },
  items: {
    alpha: { families: ["hot"], options: { kind: {}, dose: {}, finish: {} } },
    beta: { options: [], extras: [], label: { en: "the beta", de: "das Beta" } },
  },
  options: {
    kind: { kind: "choice", ask: true, values: { one: {}, two: { label: { de: "zwei" } } } },
    dose: { kind: "count", most: 6, counted: { en: { none: "no", one: "#", many: "{count} #" } } },
    finish: { kind: "choice", values: { dull: {}, bright: {} } },
  },
  extras: { zest: { label: { en: "zest", de: "Schale" } }, foam: {} },
  notes: { careful: { alert: true, label: { de: "Vorsicht" } } },
};
const ALL: Missing = { items: [], options: {}, extras: {} };
const gone = (more: Partial<Missing>): Missing => ({ ...ALL, ...more });

describe("a drink", () => {
  it("begins with what has to be chosen, and with what there is of it", () => {
    expect(drinkOf(MENU, "alpha", ALL)).toMatchObject({ quantity: 1, options: { kind: "one" } });
    const missing = gone({ options: { alpha: ["kind:one"] } });
    expect(drinkOf(MENU, "alpha", missing).options).toEqual({ kind: "two" });
  });

  it("shows what is gone, and has a chip for leaving a choice open", () => {
    const missing = gone({ options: { alpha: ["kind:one", "dose:1", "finish:dull"] } });
    const [kind, dose, finish] = allChoices(MENU, "alpha").map((choice) =>
      chipsOf(MENU, choice, goneOf(missing, "alpha"), "usual"),
    );
    expect(kind?.map((chip) => [chip.value, chip.gone])).toEqual([
      ["one", true],
      ["two", false],
    ]);
    expect(dose?.map((chip) => chip.gone)).toEqual([false, true, true, true, true]);
    expect(finish?.map((chip) => chip.name)).toEqual(["usual", "dull", "bright"]);
  });

  it("takes chips, and says nothing of what is left open", () => {
    const [kind, dose, finish] = allChoices(MENU, "alpha");
    if (!kind || !dose || !finish) throw new Error("The menu has three choices.");
    let drink = drinkOf(MENU, "alpha", ALL);
    expect([chipOf(MENU, dose, drink), chipOf(MENU, finish, drink)]).toEqual(["0", ""]);
    drink = withChip(MENU, kind, drink, "two");
    drink = withChip(MENU, dose, drink, "2");
    drink = withChip(MENU, finish, drink, "bright");
    expect(drink.options).toEqual({ kind: "two", dose: 2, finish: "bright" });
    drink = withChip(MENU, finish, withChip(MENU, dose, drink, "0"), "");
    expect(drink.options).toEqual({ kind: "two" });
    // The chip that is chosen already stays so.
    expect(withChip(MENU, kind, drink, "two")).toBe(drink);
  });

  it("tells what of it has sold out since", () => {
    const drink = {
      ...drinkOf(MENU, "alpha", ALL),
      options: { kind: "one", dose: 2 },
      extras: ["foam"],
    };
    expect(outIn(MENU, drink, ALL)).toEqual([]);
    expect(outIn(MENU, drink, gone({ options: { alpha: ["kind:two"] } }))).toEqual([]);
    const missing = gone({
      options: { alpha: ["kind:one", "dose:1"] },
      extras: { alpha: ["foam"] },
    });
    expect(outIn(MENU, drink, missing)).toEqual(["one", "2 #", "foam"]);
    expect(outIn(MENU, drink, gone({ items: ["alpha"] }))).toEqual(["alpha"]);
    expect(outIn({ ...MENU, items: {} }, drink, ALL)).toEqual(["alpha"]);
  });

  it("is sent with its notes", () => {
    const drink = { ...drinkOf(MENU, "alpha", ALL), quantity: 2, notes: ["careful"] };
    expect(lineOf(drink)).toEqual({
      item: "alpha",
      quantity: 2,
      options: { kind: "one" },
      extras: [],
      notes: ["careful"],
      name: null,
    });
    expect(inWords(MENU, drink)).toBe("2 × alpha, one, careful");
  });
});

it("a menu is spoken in the language of whoever orders, else in its own", () => {
  const german = inLanguage(MENU, "de");
  const drink = { ...drinkOf(MENU, "alpha", ALL), extras: ["zest", "foam"], notes: ["careful"] };
  drink.options = { kind: "two", dose: 2 };
  expect(detailsOf(german, drink)).toEqual(["zwei", "2 #", "Schale", "foam", "Vorsicht"]);
  expect(detailsOf(inLanguage(MENU, "fr"), drink)).toEqual([
    "two",
    "2 #",
    "zest",
    "foam",
    "careful",
  ]);
  expect(inWords(german, drinkOf(MENU, "beta", ALL))).toBe("das Beta");
  expect(sectionsOf(german)).toEqual([
    ["hot", ["alpha"]],
    ["", ["beta"]],
  ]);
});

describe("an order", () => {
  const play = (...acts: Act[]): Order => acts.reduce(reduceOrder, NOTHING);
  const drink = drinkOf(MENU, "alpha", ALL);
  const added: Act[] = [{ do: "begin" }, { do: "pick", drink }, { do: "add", most: 3 }];
  const placed = { number: "7" } as Placed;

  it("goes from the menu over the name to the review", () => {
    expect(play(...added).step).toBe("menu");
    expect(play(...added, { do: "continue" }).step).toBe("name");
    const named = play(...added, { do: "continue" }, { do: "name", text: "  Ada " });
    expect([named.step, named.name]).toEqual(["review", "Ada"]);
    // Asked once: whoever adds something more goes on to the review.
    expect(reduceOrder(reduceOrder(named, { do: "back" }), { do: "continue" }).step).toBe("review");
  });

  it("changes a line in its place, from where it was begun", () => {
    const more: Act[] = [...added, { do: "pick", drink }, { do: "add", most: 3 }];
    const review: Act[] = [...more, { do: "continue" }, { do: "name", text: "Ada" }];
    const changed = play(
      ...review,
      { do: "edit", at: 0 },
      { do: "change", drink: { ...drink, extras: ["foam"] } },
      { do: "add", most: 3 },
    );
    expect(changed.step).toBe("review");
    expect(changed.drinks.map((one) => one.extras)).toEqual([["foam"], []]);
    expect(play(...more, { do: "edit", at: 1 }, { do: "back" }).step).toBe("menu");
    const none = play(...review, { do: "remove", at: 0 }, { do: "remove", at: 0 });
    expect([none.step, none.drinks.length]).toEqual(["menu", 0]);
  });

  it("holds what the event allows", () => {
    const two = { ...drink, quantity: 2 };
    const full = play(...added, { do: "pick", drink: two }, { do: "add", most: 3 });
    expect(roomIn(full, 3)).toBe(0);
    const over = reduceOrder(reduceOrder(full, { do: "pick", drink }), { do: "add", most: 3 });
    expect([over.step, over.drinks.length]).toEqual(["drink", 2]);
  });

  it("has one key for one request, and another after it was refused", () => {
    const sent = play(...added, { do: "send", key: "k1" });
    expect([sent.step, sent.key]).toEqual(["sending", "k1"]);
    // The browser's back takes nothing back that is on its way.
    expect(reduceOrder(sent, { do: "back" })).toBe(sent);
    const refused = reduceOrder(sent, { do: "refused", why: "made" });
    expect([refused.step, refused.key, refused.drinks.length]).toEqual(["review", null, 1]);
    const done = reduceOrder(sent, { do: "placed", placed });
    expect([done.step, done.placed]).toEqual(["done", placed]);
  });

  it("leaves nothing behind", () => {
    const done = play(...added, { do: "name", text: "Ada" }, { do: "phone", text: "+15550100001" });
    expect(bodyOf(done, "Hall A")).toMatchObject({ name: "Ada", phone: "+15550100001" });
    expect(reduceOrder(done, { do: "reset" })).toEqual(NOTHING);
    expect(bodyOf(NOTHING, null)).toEqual({ name: null, phone: null, zone: null, lines: [] });
  });
});

it("a refusal is told from an answer that was lost", () => {
  const failed = (status: number, code = "", text = "") =>
    refusalOf(new CallFailed(status >= 500 ? "server" : "refused", text, status, code));
  expect(failed(409, "cannot_be_made")).toBe("made");
  expect(failed(409, "over_the_cap_a_person")).toBe("person");
  expect(failed(422, "invalid", "customer.phone: no number")).toBe("phone");
  expect(failed(422, "invalid", "kind: no three")).toBe("changed");
  for (const status of [408, 425, 429, 500, 503]) expect(failed(status)).toBeNull();
  for (const status of [403, 404, 407]) expect(failed(status), "a proxy's").toBeNull();
  expect(failed(404, "no_event")).toBe("changed");
  expect(refusalOf(new CallFailed("offline", ""))).toBeNull();
  expect(refusalOf(new TypeError("no network"))).toBeNull();
});

it("telephone numbers are taken as people tap them", () => {
  expect(countryOf("+4930123456")).toBe("+49");
  expect(countryOf("+15005550006")).toBe("+1");
  expect(countryOf("+353871234567")).toBe("+353");
  expect([countryOf(null), countryOf("12345")]).toEqual(["", ""]);
  expect(numberOf("0171 234 5678", "+49")).toBe("+491712345678");
  expect(numberOf("0044 7700 900123", "+49")).toBe("+447700900123");
  expect(numberOf("+1 (555) 010-0001", "")).toBe("+15550100001");
  expect(numberOf("06 1234 5678", "+39")).toBe("+390612345678");
  for (const wrong of ["", "123", "+", "+0123456789", "1".repeat(16)]) {
    expect(numberOf(wrong, "+49")).toBeNull();
  }
  expect(numberOf("01712345678", "")).toBeNull();
  expect(cleaned("+49a 17+1")).toBe("+49171");
});

it("the keys begin each word with a capital and take back what people see as one letter", () => {
  expect("zoë".split("").reduce(typed, "")).toBe("Zoë");
  expect(typed("Anne-", "m")).toBe("Anne-M");
  expect(shown("ß", "")).toBe("ß");
  expect(erased("Zoë👩‍🍳")).toBe("Zoë");
  expect(erased("")).toBe("");
  expect(typed("x".repeat(60), "y")).toHaveLength(60);
  for (const rows of Object.values(ROWS)) {
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(10);
    for (const letter of "abcdefghijklmnopqrstuvwxyz") expect(rows.join("")).toContain(letter);
  }
});

it("a kiosk asks before it clears, and gives time to answer", () => {
  expect(ANSWER_MS).toBeGreaterThanOrEqual(20_000);
  expect(idleAt(IDLE_MS - 1, 0)).toEqual({ is: "busy" });
  expect(idleAt(IDLE_MS, 0)).toEqual({ is: "asking", seconds: ANSWER_MS / 1000 });
  expect(idleAt(IDLE_MS + ANSWER_MS - 1, 0)).toEqual({ is: "asking", seconds: 1 });
  expect(idleAt(IDLE_MS + ANSWER_MS, 0)).toEqual({ is: "over" });
});

it("whatever may change what there is stirs the kiosk", () => {
  const event = { version: 2 } as DisplaySnapshot["event"];
  const station = { id: 1, name: "North", state: "open", version: 3 };
  const snapshot: DisplaySnapshot = {
    event,
    stations: [station],
    calls: [],
    wait: null,
    sold_out: [],
    at: "",
  };
  const hall = reduceHall(null, { snapshot });
  expect(hall?.stirred).toBe(1);
  const told = (type: string, data: unknown, version = 9) =>
    reduceHall(hall, { type, version, data } as Parameters<typeof reduceHall>[1]);
  expect(told("SoldOutChanged", {})?.stirred).toBe(2);
  expect(told("WaitChanged", { wait: null })?.stirred).toBe(2);
  expect(told("StationChanged", { ...station, state: "paused", version: 4 })).toMatchObject({
    stirred: 2,
    stations: [{ state: "paused" }],
  });
  expect(told("StationChanged", { ...station, version: 2 })).toBe(hall);
  expect(told("EventChanged", { version: 1 }, 1)).toBe(hall);
  expect(told("CallChanged", {})).toBe(hall);
});
