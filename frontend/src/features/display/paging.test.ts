import { describe, expect, it } from "vitest";
import type { Call } from "../../api/views";
import { arrange, isFresh, pageOf } from "./paging";

const NOW = Date.parse("2030-01-01T10:10:00Z");

function ready(ticket: number, secondsAgo = 100): Call {
  return {
    ticket,
    number: String(ticket),
    name: null,
    station: "North",
    state: "made",
    since: new Date(NOW - secondsAgo * 1000).toISOString(),
    version: 1,
  };
}
const numbers = (calls: Call[]) => calls.map((call) => call.ticket);

describe("a column that overflows", () => {
  it("turns pages, so that each number is seen", () => {
    const all = [1, 2, 3].map((ticket) => ready(ticket));
    expect(pageOf(all, 2, 0, NOW)).toMatchObject({ page: 1, pages: 2 });
    expect(numbers(pageOf(all, 2, 0, NOW).shown)).toEqual([1, 2]);
    expect(numbers(pageOf(all, 2, 1, NOW).shown)).toEqual([3]);
    expect(numbers(pageOf(all, 2, 2, NOW).shown)).toEqual([1, 2]);
    expect(pageOf([], 2, 7, NOW)).toEqual({ shown: [], page: 1, pages: 1 });
  });

  it("keeps what has just got ready on each page", () => {
    const all = [ready(9, 5), ...[1, 2, 3, 4, 5].map((ticket) => ready(ticket))];
    const pages = [0, 1].map((turn) => numbers(pageOf(all, 4, turn, NOW).shown));
    expect(pages).toEqual([
      [9, 1, 2, 3],
      [9, 4, 5],
    ]);
  });

  it("shows all, also where all of it is fresh", () => {
    const all = Array.from({ length: 30 }, (_, ticket) => ready(ticket, 3));
    const { pages } = pageOf(all, 4, 0, NOW);
    const seen = new Set<number>();
    for (let turn = 0; turn < pages; turn += 1) {
      const { shown } = pageOf(all, 4, turn, NOW);
      expect(shown.length).toBeLessThanOrEqual(4);
      numbers(shown).forEach((ticket) => seen.add(ticket));
    }
    expect(seen.size).toBe(30);
    expect(pageOf(all, 1, 3, NOW).shown).toHaveLength(1);
  });

  it("is fresh for half a minute", () => {
    expect(isFresh(ready(1, 29), NOW)).toBe(true);
    expect(isFresh(ready(1, 30), NOW)).toBe(false);
    expect(isFresh({ ...ready(1, 1), state: "started" }, NOW)).toBe(false);
  });
});

describe("the arrangement", () => {
  const room = { width: 1000, height: 650, gap: 10 };
  const calls = (number: number) => Array.from({ length: number }, (_, ticket) => ready(ticket));

  it("has the station beside the number while there is room, else below it", () => {
    const few = arrange(room, calls(3), 124);
    const many = arrange(room, calls(30), 124);
    expect([few.dense, many.dense]).toEqual([false, true]);
    expect(many.capacity).toBeGreaterThan(few.capacity);
  });

  it("makes room for long numbers", () => {
    const long = calls(30).map((call) => ({ ...call, number: `123${call.number}` }));
    expect(arrange(room, long, 124).columns).toBeLessThan(arrange(room, calls(30), 124).columns);
    expect(arrange({ width: 0, height: 0, gap: 0 }, calls(3), 124).capacity).toBe(1);
  });
});
