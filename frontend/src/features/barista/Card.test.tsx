import { act as act_, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Suspense } from "react";
import type { Question, Ticket } from "../../api/views";
import { Card } from "./Card";
import { DeskContext, type Desk } from "./desk";
import { line, ticket } from "./testing";
import { text } from "./text";

const at = "2030-01-01T10:00:00Z";
const asked: Question = {
  text: "With a lid?",
  asked_by: "Kim",
  asked_at: at,
  answer: null,
  answered_at: null,
};

async function show(question: Question | null, more: Partial<Ticket> = {}) {
  const one = ticket(1, { number: "42", lines: [], actions: [], question, ...more });
  const act = vi.fn();
  const open = vi.fn();
  const desk = { act, open, menu: null, mayEdit: false, tell: vi.fn() };
  const board = { around: { printer: null } };
  await act_(async () => {
    render(
      <DeskContext value={{ ...desk, board } as unknown as Desk}>
        <Suspense>
          <Card ticket={one} now={Date.parse(at)} />
        </Suspense>
      </DeskContext>,
    );
    await text.load("en");
  });
  return { act, open };
}

afterEach(cleanup);

describe("Card", () => {
  it("shows what was asked, and that nobody has answered", async () => {
    await show(asked);
    expect(screen.getByText("Kim asked: With a lid?")).toBeTruthy();
    expect(screen.getByText("No answer yet")).toBeTruthy();
  });

  it("shows the answer", async () => {
    await show({ ...asked, answer: "Yes please", answered_at: at });
    expect(screen.getByText("Yes please")).toBeTruthy();
    expect(screen.queryByText("No answer yet")).toBeNull();
  });

  it("shows nothing where nothing was asked", async () => {
    await show(null);
    expect(screen.getByText("Steve")).toBeTruthy();
    expect(screen.queryByText(/asked/)).toBeNull();
  });

  it("covers the drinks until somebody has read of the allergy", async () => {
    const allergy = { text: "latex", acknowledged_by: null, acknowledged_at: null };
    const { act } = await show(null, {
      lines: [line(1)],
      allergy,
      actions: ["void", "acknowledge"],
    });
    expect(screen.getByText("latex")).toBeTruthy();
    expect(screen.queryByRole("list")).toBeNull();
    expect(screen.queryByText("Start")).toBeNull();
    fireEvent.click(screen.getByText("I have read it"));
    expect(act.mock.calls[0]?.[1]).toBe("acknowledge");
  });

  it("keeps the allergy on the ticket, with who has read of it", async () => {
    const allergy = { text: "latex", acknowledged_by: "Kim", acknowledged_at: at };
    await show(null, { lines: [line(1)], allergy, actions: ["start", "bump"] });
    expect(screen.getByText("Kim has read this")).toBeTruthy();
    expect(screen.getByRole("list")).toBeTruthy();
    expect(screen.getByText("Start")).toBeTruthy();
  });

  it("asks why before it is made again, and holds its text at once", async () => {
    const { act, open } = await show(null, {
      state: "started",
      actions: ["bump", "remake", "hold"],
    });
    const choose = (entry: string) => {
      fireEvent.click(screen.getByLabelText("More for order 42"));
      fireEvent.click(screen.getByText(entry));
    };
    choose("Make it again…");
    expect(open.mock.calls[0]?.[0]).toMatchObject({ what: "remake" });
    expect(act).not.toHaveBeenCalled();
    choose("Hold the ready text");
    expect(act.mock.calls[0]?.[1]).toBe("hold");
  });

  it("says that its text is held, and sends it from there", async () => {
    const { act } = await show(null, {
      state: "made",
      held: true,
      actions: ["collect", "release"],
    });
    expect(screen.getByText("Its ready text is held.")).toBeTruthy();
    fireEvent.click(screen.getByLabelText("More for order 42"));
    fireEvent.click(screen.getByText("Send the ready text"));
    expect(act.mock.calls[0]?.[1]).toBe("release");
  });
});
