import { beforeEach, expect, test, vi } from "vitest";
import type { Station } from "./views";
import { openedOf, workAt, workplace } from "./workplace";

const station = (id: number, name: string, event = "demo") => ({ id, name, event }) as Station;
const STATIONS = [station(1, "North"), station(2, "South"), station(3, "North", "fair")];

beforeEach(() => localStorage.clear());

test("a station's own tablet opens it, until somebody chooses another", () => {
  const own = { event: "fair", station: "North" };
  expect(openedOf(STATIONS, null, own)?.id).toBe(3);
  expect(openedOf(STATIONS, 2, own)?.id).toBe(2);
  // It is gone, or of an event that is not theirs.
  expect(openedOf(STATIONS, 9, own)?.id).toBe(3);
  expect(openedOf(STATIONS.slice(0, 2), null, own)).toBeUndefined();
});

test("any other asks, and remembers", () => {
  expect(openedOf(STATIONS, null, null)).toBeUndefined();
  expect(openedOf(STATIONS, null, { event: "demo", station: null })).toBeUndefined();
  workAt(2);
  expect(openedOf(STATIONS, workplace(), null)?.id).toBe(2);
  workAt(null);
  expect(workplace()).toBeNull();
});

test("without storage the choice holds for the page", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new Error("blocked");
  });
  workAt(2);
  expect(workplace()).toBe(2);
  workAt(null);
  vi.restoreAllMocks();
});
