import { describe, expect, it } from "vitest";
import { askCustomer, onTicket, soldOut, stationState } from "../../api/deeds";
import type { NewOperation, Operation } from "../../api/outbox";
import type { Station, Ticket, TicketAction, PublicEvent } from "../../api/views";
import { lanesOf, type Board } from "./board";
import { legal, ticketAfter, undoneBy, withWaiting } from "./pending";

const station = { id: 3, event: "demo", name: "Here", state: "open", version: 4 } as Station;

const ticket = (over: Partial<Ticket> = {}): Ticket =>
  ({
    id: 5,
    number: "12",
    state: "queued",
    version: 1,
    lines: [],
    actions: ["start", "bump"],
    station_id: 3,
    position: 1,
    started_at: null,
    made_at: null,
    release_at: null,
    question: null,
    held: false,
    allergy: null,
    ...over,
  }) as Ticket;

const board = (one = ticket()): Board => ({
  station,
  tickets: new Map([[one.id, one]]),
  soldOut: { list: [], version: 0 },
  around: { event: {} as PublicEvent, printer: null, alerts: new Map(), low: new Map() },
});

let places = 0;
const tap = (made: NewOperation): Operation => ({
  ...made,
  id: String((places += 1)),
  place: places,
  person: 1,
  who: "Sam",
  at: Date.parse("2030-01-01T10:00:00Z"),
  attempted: false,
  refused: null,
});

const after = (one: Ticket, action: TicketAction, more = {}) =>
  ticketAfter(one, tap(onTicket(one, { action, ...more })));

describe("ticketAfter", () => {
  it("stands as the server would leave it, step upon step", () => {
    const started = after(ticket(), "start");
    expect(started).toMatchObject({ state: "started", version: 2, started_by: "Sam" });
    expect(started.actions).toContain("bump");
    expect(started.actions).not.toContain("start");
    const made = after(started, "bump");
    expect(made).toMatchObject({ state: "made", version: 3, made_at: "2030-01-01T10:00:00.000Z" });
    expect(after(after(made, "collect"), "recall").state).toBe("made");
    expect(after(made, "recall")).toMatchObject({ state: "started", made_at: null });
  });

  it("goes back where it came from, as the server does", () => {
    const unstarted = after(after(ticket(), "bump"), "recall");
    expect(unstarted).toMatchObject({ state: "queued", made_at: null });
    const early = ticket({ state: "scheduled", release_at: "2030-01-01T11:00:00Z" });
    expect(after(after(early, "start"), "recall").state).toBe("scheduled");
    expect(after(after(early, "start"), "remake")).toMatchObject({
      state: "queued",
      release_at: null,
    });
  });

  it("covers what tells an allergy until it has been read", () => {
    const allergy = { text: "sesame", acknowledged_by: null, acknowledged_at: null };
    const covered = ticket({ allergy });
    expect(legal(covered)).not.toContain("start");
    const read = after(covered, "acknowledge");
    expect(read.allergy?.acknowledged_by).toBe("Sam");
    expect(read.actions).toContain("start");
    expect(read.actions).not.toContain("acknowledge");
  });

  it("holds and lets go of its text", () => {
    const held = after(ticket(), "hold");
    expect(held.held).toBe(true);
    expect(held.actions).toContain("release");
    expect(after(held, "release").actions).toContain("hold");
  });

  it("leaves to the server what is further than it was seen", () => {
    const seen = ticket();
    const now = ticket({ version: 2, state: "voided" });
    expect(ticketAfter(now, tap(onTicket(seen, { action: "start" })))).toBe(now);
  });
});

describe("withWaiting", () => {
  it("applies taps in their order, also after the server did the first of them", () => {
    const start = tap(onTicket(ticket(), { action: "start" }));
    const bump = tap(onTicket(after(ticket(), "start"), { action: "bump" }));
    expect(lanesOf(withWaiting(board(), [start, bump])).made).toHaveLength(1);
    const told = board(ticket({ version: 2, state: "started" }));
    expect(lanesOf(withWaiting(told, [start, bump])).made).toHaveLength(1);
  });

  it("shows a question, and what was tapped upon it", () => {
    const ask = tap(askCustomer(ticket(), "Which size?"));
    const asked = withWaiting(board(), [ask]).tickets.get(5);
    expect(asked).toMatchObject({ version: 2, question: { text: "Which size?", asked_by: "Sam" } });
  });

  it("gives a moved ticket away", () => {
    const move = tap(onTicket(ticket(), { action: "move", station: 4 }));
    expect(lanesOf(withWaiting(board(), [move])).queued).toEqual([]);
  });

  it("shows the station's state and what has run out", () => {
    const thing = { kind: "item" as const, name: "x", label: "X" };
    const shown = withWaiting(board(), [
      tap(stationState(station, "paused")),
      tap(soldOut("demo", thing, true)),
    ]);
    expect(shown.station).toMatchObject({ state: "paused", version: 5 });
    expect(shown.soldOut.list).toMatchObject([{ kind: "item", name: "x", by: "Sam" }]);
    const back = withWaiting(shown, [tap(soldOut("demo", thing, false))]);
    expect(back.soldOut.list).toEqual([]);
  });

  it("is the same board where nothing waits, and for what is not on it", () => {
    const same = board();
    expect(withWaiting(same, [])).toBe(same);
    const elsewhere = tap(onTicket(ticket({ id: 99 }), { action: "start" }));
    expect(withWaiting(same, [elsewhere])).toBe(same);
  });
});

describe("undoneBy", () => {
  it("finds the tap that need not be sent, as long as it has not left", () => {
    const start = tap(onTicket(ticket(), { action: "start" }));
    expect(undoneBy([start], ticket(), "recall")).toBe(start);
    expect(undoneBy([{ ...start, attempted: true }], ticket(), "recall")).toBeNull();
    expect(undoneBy([start], ticket(), "bump")).toBeNull();
    expect(undoneBy([], ticket(), "recall")).toBeNull();
  });
});
