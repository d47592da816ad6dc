import { expect, test } from "vitest";
import type { Call } from "../../api/views";
import { toCall } from "./calling";

const NOW = Date.parse("2030-01-01T10:10:00Z");

function ready(ticket: number, secondsAgo = 1): Call {
  const since = new Date(NOW - secondsAgo * 1000).toISOString();
  const number = String(ticket);
  return { ticket, number, name: null, station: "North", state: "made", since, version: 1 };
}
const numbers = (calls: Call[]) => calls.map((call) => call.ticket);

test("each number is called once, the oldest first", () => {
  const first = toCall([], [ready(2), ready(1, 9)], NOW);
  expect(numbers(first.calls)).toEqual([1, 2]);
  const again = toCall(first.called, [ready(3), ready(2), ready(1, 9)], NOW);
  expect(numbers(again.calls)).toEqual([3]);
  expect(toCall(again.called, [ready(3)], NOW).calls).toEqual([]);
});

test("one made again is called again", () => {
  const { called } = toCall([], [ready(1, 60)], NOW);
  expect(numbers(toCall(called, [ready(1, 2)], NOW).calls)).toEqual([1]);
});

test("a display that has just come calls nothing that is there already", () => {
  const { calls, called } = toCall(null, [ready(1)], NOW);
  expect(calls).toEqual([]);
  expect(numbers(toCall(called, [ready(2), ready(1)], NOW).calls)).toEqual([2]);
});

test("after a long silence only what is still news is called", () => {
  const { calls, called } = toCall([], [ready(2, 100), ready(1, 400)], NOW);
  expect(numbers(calls)).toEqual([2]);
  expect(toCall(called, [ready(2, 100), ready(1, 400)], NOW).calls).toEqual([]);
});

test("what was called is remembered without end, and not all of it", () => {
  let called: string[] = [];
  for (let ticket = 0; ticket < 5000; ticket += 1)
    called = toCall(called, [ready(ticket)], NOW).called;
  expect(called.length).toBeLessThan(600);
});
