import { describe, expect, it } from "vitest";
import type { MenuDocument } from "../../api/document";
import { batches, batchKey, type Work } from "./batches";
import { AT, line, ticket } from "./testing";

const mark = (letter: string) => ({
  mark: { shape: "circle" as const, colour: "sky" as const, letter },
});
const menu: MenuDocument = {
  items: { one: { options: ["kind", "height"] }, two: { options: ["kind"] } },
  options: {
    kind: { values: { red: mark("R"), blue: mark("B") } },
    height: { values: { low: {}, high: {} } },
  },
};
const work: Work = { now: Date.parse(AT), parallel: 1, started: [] };

const of = (id: number, item: string, kind: string, over = {}) =>
  ticket(id, { lines: [line(id, { item, options: { kind } })], ...over });
const found = (queue: ReturnType<typeof of>[], at = work) =>
  batches(menu, queue, at).map((batch) => batch.tickets.map((one) => one.id));

describe("batches", () => {
  it("are of one item and one marked choice, whatever else differs", () => {
    const low = line(1, { item: "one", options: { kind: "red", height: "low" } });
    const high = { ...low, options: { kind: "red", height: "high" } };
    const key = (one: typeof low) => batchKey(menu, ticket(1, { lines: [one] }));
    expect(key(low)).toBe(key(high));
    expect(key(low)).not.toBe(key({ ...low, options: { kind: "blue", height: "low" } }));
    expect(batchKey(menu, ticket(1, { lines: [low, line(2, { item: "two" })] }))).toBeNull();
  });

  it("cost nobody anything where they stand side by side", () => {
    const [batch] = batches(menu, [of(1, "one", "red"), of(2, "one", "red")], work);
    expect(batch?.passed).toEqual([]);
    expect(batch?.seconds).toBe(0);
  });

  it("say whose wait they lengthen, and by how much", () => {
    const queue = [of(1, "one", "red"), of(2, "two", "blue"), of(3, "one", "red")];
    const [batch] = batches(menu, queue, work);
    expect(batch?.passed.map((one) => one.id)).toEqual([2]);
    expect(batch?.seconds).toBe(60);
    const [two] = batches(menu, queue, { ...work, parallel: 2 });
    expect(two?.seconds).toBe(30);
  });

  it("pull nobody up past one whose promise that would break", () => {
    const single = (latest: string) => of(2, "two", "blue", { promise: { earliest: AT, latest } });
    const with2 = (latest: string) =>
      found([of(1, "one", "red"), single(latest), of(3, "one", "red")]);
    expect(with2("2030-01-01T10:03:00Z")).toEqual([[1, 3]]);
    expect(with2("2030-01-01T10:02:59Z")).toEqual([]);
  });

  it("never pass one that is late already, nor one that goes first", () => {
    const past = { promise: { earliest: AT, latest: AT } };
    const queue = (over: object) => [
      of(1, "one", "red"),
      of(2, "two", "blue", over),
      of(3, "one", "red"),
    ];
    expect(found(queue(past))).toEqual([]);
    expect(found(queue({ priority: true }))).toEqual([]);
    expect(found(queue({}))).toEqual([[1, 3]]);
  });

  it("leave out whom the line does not bear, and keep the others", () => {
    const tight = of(3, "two", "blue", {
      promise: { earliest: AT, latest: "2030-01-01T10:03:30Z" },
    });
    const queue = [of(1, "one", "red"), of(2, "one", "red"), tight, of(4, "one", "red")];
    expect(found(queue)).toEqual([[1, 2]]);
  });

  it("count what is being made, and hold no more than a bench does", () => {
    const single = of(2, "two", "blue", {
      promise: { earliest: AT, latest: "2030-01-01T10:03:00Z" },
    });
    const queue = [of(1, "one", "red"), single, of(3, "one", "red")];
    const begun = ticket(9, { state: "started", started_at: AT });
    expect(found(queue, { ...work, started: [begun] })).toEqual([]);
    const many = Array.from({ length: 9 }, (_, at) => of(at + 1, "one", "red"));
    expect(found(many)).toEqual([[1, 2, 3, 4, 5, 6]]);
  });

  it("reach past five, and no further", () => {
    const between = (many: number) =>
      Array.from({ length: many }, (_, at) =>
        of(at + 2, "two", at % 2 ? "red" : "blue", {
          lines: [line(at, { item: `other ${at}`, options: { kind: "red" } })],
          promise: { earliest: AT, latest: "2030-01-01T12:00:00Z" },
        }),
      );
    const reach = (many: number) =>
      found([of(1, "one", "red"), ...between(many), of(99, "one", "red")]);
    expect(reach(5)).toEqual([[1, 99]]);
    expect(reach(6)).toEqual([]);
  });

  it("leave covered tickets to whoever must read them first", () => {
    const covered = of(2, "one", "red", { actions: ["acknowledge"] });
    expect(found([of(1, "one", "red"), covered])).toEqual([]);
  });
});
