import { expect, test } from "vitest";
import type { TrackedTicket, Tracker } from "../../api/views";
import { LANGUAGES } from "../../i18n/languages";
import {
  age,
  collectable,
  headline,
  hint,
  lineWords,
  newlyReady,
  place,
  reduce,
  step,
  title,
  trouble,
} from "./order";
import { WORDS } from "./words";

const ticket = (state: TrackedTicket["state"], more: Partial<TrackedTicket> = {}) => ({
  id: 1,
  station: "North cart",
  directions: null,
  state,
  ahead: null,
  ready_at: null,
  late: false,
  lines: [],
  ...more,
});

const order = (more: Partial<Tracker> = {}): Tracker => ({
  event: { slug: "fair", name: "Fair", timezone: "Australia/Perth", state: "open" },
  number: "42",
  name: "Ada",
  status: "received",
  version: 1,
  language: "en",
  promise: { earliest: "2026-11-21T02:12:00Z", latest: "2026-11-21T02:16:00Z" },
  due: null,
  ahead: null,
  tickets: [ticket("queued")],
  actions: ["late", "cancel"],
  at: "2026-11-21T02:05:00Z",
  ...more,
});

const NOW = Date.parse("2026-11-21T02:06:00Z");

test("the promise is told as a range on the clocks of the event", () => {
  expect(hint(order(), WORDS.en, "en", NOW)).toBe("Ready about 10:12–10:16");
  const late = Date.parse("2026-11-21T02:16:01Z");
  expect(hint(order(), WORDS.en, "en", late)).toBe(WORDS.en.overdue);
});

test.each([
  ["booked", 1, order({ tickets: [ticket("scheduled")], due: "2026-11-21T03:00:00Z" })],
  ["queued", 1, order()],
  ["making", 2, order({ status: "making", tickets: [ticket("started")] })],
  ["partly", 2, order({ status: "making", tickets: [ticket("made"), ticket("queued")] })],
  ["ready", 3, order({ status: "ready", tickets: [ticket("made")] })],
  ["collected", 3, order({ status: "collected", tickets: [ticket("collected")] })],
  ["missed", 3, order({ status: "collected", tickets: [ticket("uncollected")] })],
  ["cancelled", 0, order({ status: "cancelled", tickets: [ticket("voided")] })],
] as const)("%s is step %i, and has words in every language", (said, reached, view) => {
  expect(headline(view)).toBe(said);
  expect(step(view)).toBe(reached);
  for (const code of Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[]) {
    expect(title(view, WORDS[code], code)).not.toBe("");
    expect(hint(view, WORDS[code], code, NOW)).not.toBe("");
  }
});

test("a place is told while it waits, and the next one hears so", () => {
  expect(place(order({ ahead: 3 }), WORDS.en)).toBe("3 drinks before yours");
  expect(place(order({ ahead: 0 }), WORDS.en)).toBe("You are next.");
  expect(place(order({ ahead: 3, status: "making", tickets: [ticket("started")] }), WORDS.en)).toBe(
    "",
  );
});

test("others being made moves the place, and nothing that is not in the queue", () => {
  const view = order({
    ahead: 5,
    tickets: [ticket("queued", { ahead: 5 }), ticket("started", { id: 2 })],
  });
  const moved = reduce(view, {
    type: "QueueMoved",
    room: "track:x",
    tickets: { "1": 2, "2": 9 },
    at: view.at,
  });
  expect(moved?.ahead).toBe(2);
  expect(moved?.tickets.map((one) => one.ahead)).toEqual([2, null]);
});

test("an older push does not undo a newer answer; a snapshot is always the truth", () => {
  const newer = order({ version: 5, status: "ready", tickets: [ticket("made")] });
  expect(reduce(newer, { type: "TrackChanged", version: 4, data: order({ version: 4 }) })).toBe(
    newer,
  );
  const put = order({ version: 2 });
  expect(reduce(newer, { snapshot: put })).toBe(put);
  expect(reduce(null, { type: "Answered", view: newer })).toBe(newer);
});

test("the chime is for what was made since, not for what was so on opening", () => {
  const ready = order({ status: "ready", tickets: [ticket("made")] });
  expect(newlyReady(null, ready)).toEqual([]);
  expect(newlyReady(order(), ready)).toHaveLength(1);
  expect(newlyReady(ready, ready)).toEqual([]);
  const second = order({ status: "ready", tickets: [ticket("made"), ticket("made", { id: 2 })] });
  expect(newlyReady(ready, second).map((one) => one.id)).toEqual([2]);
});

test("each station that waits can be collected from", () => {
  const view = order({
    tickets: [ticket("made"), ticket("started", { id: 2 }), ticket("uncollected", { id: 3 })],
  });
  expect(collectable(view).map((one) => one.id)).toEqual([1, 3]);
});

test("lines are in the language of the page, with the name of whose cup it is", () => {
  const line = { quantity: 1, words: "one", in_words: { en: "one", de: "eins" }, name: "Ada" };
  expect(lineWords(line, "de")).toBe("eins (Ada)");
  expect(lineWords({ ...line, name: null }, "fr")).toBe("one");
});

test("ages and troubles are in words", () => {
  expect(age(900, WORDS.en)).toBe("just now");
  expect(age(40_000, WORDS.en)).toBe("40 s ago");
  expect(age(125_000, WORDS.de)).toBe("vor 2 min");
  expect(age(7_300_000, WORDS.fr)).toBe("il y a 2 h");
  expect(trouble("", WORDS.en)).toBe(WORDS.en.unreached);
  expect(trouble("too_late", WORDS.es)).toBe(WORDS.es.tooLate);
  expect(trouble("unheard_of", WORDS.pt)).toBe(WORDS.pt.refused);
});
