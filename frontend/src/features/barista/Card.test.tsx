import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Line, Question, Ticket } from "../../api/views";
import { Card } from "./Card";

const at = "2030-01-01T10:00:00Z";
const asked: Question = {
  text: "With a lid?",
  asked_by: "Kim",
  asked_at: at,
  answer: null,
  answered_at: null,
};

const line: Line = {
  id: 1,
  quantity: 1,
  item: "cup",
  options: {},
  extras: [],
  notes: [],
  name: null,
  ticket: 1,
  station: "Here",
  status: "queued",
};

function show(question: Question | null, more: Partial<Ticket> = {}) {
  const ticket: Ticket = {
    id: 1,
    event: "demo",
    order: 1,
    number: "42",
    state: "queued",
    version: 1,
    channel: "sms",
    name: "Steve",
    lines: [],
    actions: [],
    station: "Here",
    station_id: 3,
    age_from: at,
    started_at: null,
    made_at: null,
    promise: { earliest: at, latest: at },
    started_by: null,
    position: 1,
    prep_seconds: 60,
    reason: "",
    note: null,
    words: null,
    opted_out: false,
    category: null,
    priority: false,
    due: null,
    release_at: null,
    question,
    held: false,
    allergy: null,
    ...more,
  };
  const act = vi.fn();
  const ask = vi.fn();
  const now = Date.parse(at);
  render(<Card ticket={ticket} menu={null} now={now} busy={false} onAct={act} onAsk={ask} />);
  return { act, ask };
}

afterEach(cleanup);

describe("Card", () => {
  it("shows what was asked, and that nobody has answered", () => {
    show(asked);
    expect(screen.getByText("Kim asked: With a lid?")).toBeTruthy();
    expect(screen.getByText("No answer yet")).toBeTruthy();
  });

  it("shows the answer", () => {
    show({ ...asked, answer: "Yes please", answered_at: at });
    expect(screen.getByText("Yes please")).toBeTruthy();
    expect(screen.queryByText("No answer yet")).toBeNull();
  });

  it("shows nothing where nothing was asked", () => {
    show(null);
    expect(screen.getByText("Steve")).toBeTruthy();
    expect(screen.queryByText(/asked/)).toBeNull();
  });

  it("covers the drinks until somebody has read of the allergy", () => {
    const allergy = { text: "latex", acknowledged_by: null, acknowledged_at: null };
    const { act } = show(null, { lines: [line], allergy, actions: ["void", "acknowledge"] });
    expect(screen.getByText("latex")).toBeTruthy();
    expect(screen.queryByRole("list")).toBeNull();
    expect(screen.queryByText("Start")).toBeNull();
    fireEvent.click(screen.getByText("I have read it"));
    expect(act.mock.calls[0]?.[1]).toBe("acknowledge");
  });

  it("keeps the allergy on the ticket, with who has read of it", () => {
    const allergy = { text: "latex", acknowledged_by: "Kim", acknowledged_at: at };
    show(null, { lines: [line], allergy, actions: ["start", "bump"] });
    expect(screen.getByText("Kim has read this")).toBeTruthy();
    expect(screen.getByRole("list")).toBeTruthy();
    expect(screen.getByText("Start")).toBeTruthy();
  });

  it("asks why before it is made again, and holds its text at once", () => {
    const { act, ask } = show(null, { state: "started", actions: ["bump", "remake", "hold"] });
    const choose = (entry: string) => {
      fireEvent.click(screen.getByLabelText("More for order 42"));
      fireEvent.click(screen.getByText(entry));
    };
    choose("Make it again…");
    expect(ask.mock.calls[0]?.[1]).toBe("remake");
    expect(act).not.toHaveBeenCalled();
    choose("Hold the ready text");
    expect(act.mock.calls[0]?.[1]).toBe("hold");
  });

  it("says that its text is held, and sends it from there", () => {
    const { act } = show(null, { state: "made", held: true, actions: ["collect", "release"] });
    expect(screen.getByText("Its ready text is held.")).toBeTruthy();
    fireEvent.click(screen.getByLabelText("More for order 42"));
    fireEvent.click(screen.getByText("Send the ready text"));
    expect(act.mock.calls[0]?.[1]).toBe("release");
  });
});
