import { describe, expect, it } from "vitest";
import type { Call, DisplaySnapshot } from "../../api/views";
import { columnsOf, reduceScreen, stationNamed, type Screen } from "./screen";

const NOW = Date.parse("2030-01-01T10:02:00Z");

const call = (ticket: number, over: Partial<Call> = {}): Call => ({
  ticket,
  number: String(ticket),
  name: null,
  station: "North",
  state: "started",
  since: `2030-01-01T10:00:0${ticket}Z`,
  version: 1,
  ...over,
});

const snapshot = (...calls: Call[]): DisplaySnapshot => ({
  event: {
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
    version: 2,
  },
  stations: [{ id: 1, name: "North", state: "open", version: 1 }],
  calls,
  wait: null,
  sold_out: [],
  at: "2030-01-01T10:00:00Z",
});

function screenOf(...calls: Call[]): Screen {
  const made = reduceScreen(null, { snapshot: snapshot(...calls) });
  if (!made) throw new Error("no screen");
  return made;
}

function changed(before: Screen, data: Call): Screen {
  return reduceScreen(before, { type: "CallChanged", version: data.version, data }) ?? before;
}

describe("the public screen", () => {
  it("shows the newest ready first and drops a number on collection", () => {
    let screen = screenOf(call(1, { state: "made" }), call(2), call(3, { state: "queued" }));
    screen = changed(screen, call(2, { state: "made", version: 2, since: "2030-01-01T10:01:00Z" }));
    expect(columnsOf(screen, null, NOW).ready.map((one) => one.number)).toEqual(["2", "1"]);
    expect(columnsOf(screen, null, NOW).next.map((one) => one.number)).toEqual(["3"]);
    screen = changed(screen, call(1, { state: "collected", version: 5 }));
    screen = changed(screen, call(1, { state: "made", version: 4 }));
    expect(columnsOf(screen, null, NOW).ready.map((one) => one.number)).toEqual(["2"]);
  });

  it("can keep to one station", () => {
    const screen = screenOf(call(1), call(2, { station: "South" }));
    expect(columnsOf(screen, "South", NOW).making.map((one) => one.number)).toEqual(["2"]);
  });

  it("learns what is sold out", () => {
    const data = { sold_out: ["a", "b"] };
    const screen = reduceScreen(screenOf(), { type: "SoldOutChanged", version: 1, data });
    expect(screen?.soldOut).toEqual(["a", "b"]);
  });

  it("learns that the event pauses, and not from an older push", () => {
    const data = { ...snapshot().event, state: "paused", version: 3 };
    const paused = reduceScreen(screenOf(), { type: "EventChanged", version: 3, data });
    expect(paused?.event.state).toBe("paused");
    const older = { ...data, state: "open", version: 2 };
    const after = reduceScreen(paused, { type: "EventChanged", version: 2, data: older });
    expect(after?.event.state).toBe("paused");
  });

  it("learns that a station pauses", () => {
    const data = { id: 1, name: "North", state: "paused", version: 2 };
    const screen = reduceScreen(screenOf(), { type: "StationChanged", version: 2, data });
    expect(screen?.stations).toEqual([data]);
  });

  it("is told the wait", () => {
    const wait = { earliest_minutes: 4, latest_minutes: 7 };
    const screen = reduceScreen(screenOf(), { type: "WaitChanged", version: 9, data: { wait } });
    expect(screen?.wait).toEqual(wait);
  });

  it("takes a name off when the event wants none", () => {
    const named = screenOf(call(1, { name: "Ada" }));
    const screen = changed(named, call(1, { name: null }));
    expect(columnsOf(screen, null, NOW).making[0]?.name).toBeNull();
  });

  it("names what nobody came for, for a while", () => {
    const screen = changed(screenOf(call(1)), call(1, { state: "uncollected", version: 2 }));
    expect(columnsOf(screen, null, NOW).ready).toEqual([]);
    expect(columnsOf(screen, null, NOW).missed.map((one) => one.number)).toEqual(["1"]);
    expect(columnsOf(screen, null, NOW + 15 * 60_000).missed).toEqual([]);
  });

  it("does not grow with what is gone", () => {
    let screen = screenOf(call(1));
    for (let ticket = 10; ticket < 2000; ticket += 1) {
      const since = "2030-01-01T10:00:00Z";
      screen = changed(screen, call(ticket, { state: "collected", since }));
    }
    expect(screen.calls.size).toBe(301);
    expect(screen.calls.has(1)).toBe(true);
    expect(screen.calls.has(1999)).toBe(true);
  });

  it("finds a station by its name or its id", () => {
    expect(stationNamed(screenOf(), "north")?.id).toBe(1);
    expect(stationNamed(screenOf(), "1")?.name).toBe("North");
    expect(stationNamed(screenOf(), "west")).toBeUndefined();
  });
});
