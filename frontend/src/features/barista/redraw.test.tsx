import { act, cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, expect, it, vi } from "vitest";
import type { Ticket } from "../../api/views";
import { Card } from "./Card";
import { DeskContext, type Desk } from "./desk";
import { AT, line, ticket } from "./testing";
import { text } from "./text";

const drawn = vi.hoisted(() => vi.fn());
vi.mock("./CardLine", () => ({
  CardLine: ({ line }: { line: { id: number } }) => {
    drawn(line.id);
    return null;
  },
}));

const parts = { act: vi.fn(), open: vi.fn(), tell: vi.fn(), menu: null, mayEdit: false };

/** A desk as each change of the board makes it: another one, of the same parts. */
function card(one: Ticket, now: number) {
  const desk = { ...parts, board: { around: { printer: null } } } as unknown as Desk;
  return (
    <DeskContext value={desk}>
      <Suspense>
        <Card ticket={one} now={now} />
      </Suspense>
    </DeskContext>
  );
}

afterEach(cleanup);

it("draws a card anew when its ticket changes, and only its age with the clock", async () => {
  const one = ticket(1, { lines: [line(7)] });
  const begun = Date.parse(AT);
  await text.load("en");
  const { rerender } = render(card(one, begun));
  await act(async () => undefined);
  expect(screen.getByText("0:00")).toBeTruthy();
  const before = drawn.mock.calls.length;
  expect(before).toBeGreaterThan(0);

  rerender(card(one, begun + 61_000));
  expect(screen.getByText("1:01")).toBeTruthy();
  expect(drawn.mock.calls.length).toBe(before);

  rerender(card({ ...one, version: 2, lines: [line(7), line(8)] }, begun + 61_000));
  expect(drawn).toHaveBeenLastCalledWith(8);
});
