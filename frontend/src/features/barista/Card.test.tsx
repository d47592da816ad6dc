import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Question, Ticket } from "../../api/views";
import { Card } from "./Card";

const at = "2030-01-01T10:00:00Z";
const asked: Question = {
  text: "With a lid?",
  asked_by: "Kim",
  asked_at: at,
  answer: null,
  answered_at: null,
};

function show(question: Question | null) {
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
  };
  const nothing = () => undefined;
  const now = Date.parse(at);
  render(
    <Card ticket={ticket} menu={null} now={now} busy={false} onAct={nothing} onAsk={nothing} />,
  );
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
});
