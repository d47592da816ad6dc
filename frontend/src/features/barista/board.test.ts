import { describe, expect, it } from "vitest";
import type { Station, Ticket, PublicEvent } from "../../api/views";
import { ageOf, lanesOf, laterOf, recallable, reduceBoard, type Board } from "./board";
import { ageWord } from "./ageWord";
import { eventNotice, watched } from "./noticing";
import words from "./words/en";

const station: Station = {
  id: 3,
  event: "demo",
  name: "Here",
  state: "open",
  capabilities: {} as Station["capabilities"],
  open_seconds: 0,
  throttle_seconds: null,
  parallel: 1,
  directions: null,
  zone: null,
  walk_seconds: 0,
  priority_only: false,
  staff: [],
  breaks: [],
  handover: "",
  silent_since: null,
  version: 1,
};
const event: PublicEvent = {
  slug: "demo",
  name: "Demo",
  state: "open",
  number: null,
  timezone: "UTC",
  last_orders_at: null,
  closes_at: null,
  display: {
    languages: [],
    theme: "auto",
    colour: null,
    chime: true,
    spoken: false,
    missed_minutes: 15,
    sponsors: [],
  },
  version: 1,
};
const at = "2030-01-01T10:00:00Z";

const ticket = (id: number, over: Partial<Ticket> = {}): Ticket => ({
  id,
  event: "demo",
  order: id,
  number: String(id),
  state: "queued",
  version: 1,
  channel: "sms",
  name: null,
  lines: [],
  actions: ["start"],
  station: "Here",
  station_id: 3,
  age_from: at,
  started_at: null,
  made_at: null,
  promise: { earliest: "2030-01-01T10:05:00Z", latest: "2030-01-01T10:10:00Z" },
  due: null,
  release_at: null,
  started_by: null,
  position: id,
  prep_seconds: 60,
  reason: "",
  note: null,
  words: null,
  opted_out: false,
  category: null,
  priority: false,
  question: null,
  held: false,
  allergy: null,
  ...over,
});

function board(...all: Ticket[]): Board {
  const later = all.filter((one) => one.state === "scheduled");
  const tickets = all.filter((one) => one.state !== "scheduled");
  const made = reduceBoard(null, {
    snapshot: { event, station, tickets, later, sold_out: [], at },
  });
  if (!made) throw new Error("no board");
  return made;
}

function changed(before: Board, data: Ticket): Board {
  return reduceBoard(before, { type: "TicketChanged", version: data.version, data }) ?? before;
}

describe("reduceBoard", () => {
  it("keeps the greater version, whichever comes first", () => {
    const after = changed(board(ticket(1)), ticket(1, { version: 3, state: "started" }));
    const stale = changed(after, ticket(1, { version: 2 }));
    expect(lanesOf(stale).started.map((one) => one.id)).toEqual([1]);
    expect(lanesOf(stale).queued).toEqual([]);
  });

  it("does not bring a closed ticket back when an older push arrives", () => {
    const closed = ticket(1, { version: 4, state: "collected", actions: ["recall"] });
    const after = changed(
      changed(board(ticket(1)), closed),
      ticket(1, { version: 3, state: "made" }),
    );
    expect(Object.values(lanesOf(after)).flat()).toEqual([]);
    expect(recallable(after).map((one) => one.id)).toEqual([1]);
  });

  it("drops what a new snapshot does not have any more", () => {
    const before = board(ticket(1), ticket(2));
    const after = reduceBoard(before, {
      snapshot: { event, station, tickets: [ticket(2)], later: [], sold_out: [], at },
    });
    expect(after && lanesOf(after).queued.map((one) => one.id)).toEqual([2]);
  });

  it("shows a ticket moved to another station no more", () => {
    const after = changed(board(ticket(1)), ticket(1, { version: 2, station_id: 4 }));
    expect(lanesOf(after).queued).toEqual([]);
  });

  it("takes 86s and the station's state", () => {
    const list = [{ kind: "item" as const, name: "x", station: null, until: null, by: "Sam", at }];
    let after = reduceBoard(board(), {
      type: "SoldOutChanged",
      version: 5,
      data: { sold_out: list },
    });
    after = reduceBoard(after, { type: "SoldOutChanged", version: 4, data: { sold_out: [] } });
    expect(after?.soldOut.list).toEqual(list);
    const paused = { ...station, state: "paused", version: 2 };
    after = reduceBoard(after, { type: "StationChanged", version: 2, data: paused });
    expect(after?.station.state).toBe("paused");
  });
});

describe("lanesOf", () => {
  it("goes by position", () => {
    const lanes = lanesOf(board(ticket(1, { position: 9 }), ticket(2, { position: 3 })));
    expect(lanes.queued.map((one) => one.id)).toEqual([2, 1]);
  });
});

describe("laterOf", () => {
  const later = (id: number, release_at: string, over: Partial<Ticket> = {}) =>
    ticket(id, { state: "scheduled", due: "2030-01-01T12:00:00Z", release_at, ...over });
  const two = () => board(later(1, "2030-01-01T11:57:00Z"), later(2, "2030-01-01T11:30:00Z"));

  it("lists what waits for its time apart from the lanes, the next one first", () => {
    expect(laterOf(two()).map((one) => one.id)).toEqual([2, 1]);
    expect(Object.values(lanesOf(two())).flat()).toEqual([]);
  });

  it("gives a ticket to its lane when its time has come", () => {
    const after = changed(two(), ticket(2, { version: 2, position: 9 }));
    expect(laterOf(after).map((one) => one.id)).toEqual([1]);
    expect(lanesOf(after).queued.map((one) => one.id)).toEqual([2]);
  });

  it("does not show one that waits for another station", () => {
    expect(laterOf(board(later(1, "2030-01-01T11:30:00Z", { station_id: 4 })))).toEqual([]);
  });

  it("says when it is wanted, and that it is late when nobody could make it", () => {
    const due = "2030-01-01T10:05:00Z";
    const waiting = later(1, "2030-01-01T10:02:00Z", { due });
    const age = (now: string) => ageOf(waiting, Date.parse(now));
    expect(ageWord(age("2030-01-01T10:03:00Z"), waiting, words.age)).toMatch(/^for \d\d:05$/);
    expect(ageWord(age("2030-01-01T10:25:00Z"), waiting, words.age)).toBe("late 15 min");
  });
});

describe("ageOf", () => {
  it.each([
    ["2030-01-01T10:01:00Z", "calm", "due in 9 min"],
    ["2030-01-01T10:06:00Z", "soon", "due in 4 min"],
    ["2030-01-01T10:10:30Z", "late", "late 1 min"],
    ["2030-01-01T10:14:20Z", "late", "late 4 min"],
  ])("at %s is %s", (now, level, word) => {
    const age = ageOf(ticket(1), Date.parse(now));
    expect([age.level, ageWord(age, ticket(1), words.age)]).toEqual([level, word]);
  });

  it("counts from when it was made once it is ready", () => {
    const made = ticket(1, { state: "made", made_at: "2030-01-01T10:08:00Z" });
    const age = ageOf(made, Date.parse("2030-01-01T10:20:00Z"));
    expect(ageWord(age, made, words.age)).toBe("ready 12 min");
  });
});

describe("what is around a station", () => {
  it("keeps the later word on the event and on each station that needs somebody", () => {
    const closed = { ...event, state: "closed", version: 3 };
    let after = reduceBoard(board(), { type: "EventChanged", version: 3, data: closed });
    after = reduceBoard(after, { type: "EventChanged", version: 2, data: event });
    expect(after?.around.event.state).toBe("closed");
    const gone = { station: 9, name: "There", why: "silent" as const, moved: 2 };
    const alert = { ...gone, waiting: ["4"], started: [], at: "2030-01-01T10:00:00Z" };
    after = reduceBoard(after, { type: "StationAlert", version: 8, data: alert });
    const { alerts } = after?.around ?? { alerts: new Map() };
    expect(watched(alerts, 3, new Set()).map((one) => one.name)).toEqual(["There"]);
    expect(watched(alerts, 9, new Set())).toEqual([]);
    expect(watched(alerts, 3, new Set([`9 ${alert.at}`]))).toEqual([]);
  });

  it("says when last orders are near, and when they are called", () => {
    const ends = {
      ...event,
      last_orders_at: "2030-01-01T11:50:00Z",
      closes_at: "2030-01-01T12:00:00Z",
    };
    const says = (now: string) => eventNotice(ends, Date.parse(now))?.says ?? null;
    expect(says("2030-01-01T11:00:00Z")).toBeNull();
    expect(says("2030-01-01T11:25:00Z")).toBe("soon");
    expect(says("2030-01-01T11:55:00Z")).toBe("lastOrders");
    expect(eventNotice({ ...ends, state: "paused" }, 0)?.says).toBe("eventPaused");
  });
});
