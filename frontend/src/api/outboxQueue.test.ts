import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CallFailed } from "./http";
import type { NewOperation, Operation } from "./outbox";
import { Outbox, type Person } from "./outboxQueue";

const tapped = (version: number, about = "ticket:5"): NewOperation => ({
  method: "POST",
  path: `/api/${about}`,
  body: { version },
  about,
  deed: { what: "start", of: "12" },
});

const conflict = () =>
  new CallFailed("refused", "Jo started this.", 409, "version_conflict", "started", { version: 2 });

const open: Outbox[] = [];

/** An outbox without a database, before a server that answers from a list. */
function made(answers: (unknown | Error)[]) {
  const sent: Operation[] = [];
  let me: Person | null = { id: 1, name: "Sam" };
  const box = new Outbox({
    me: () => me,
    send: async (one) => {
      sent.push(one);
      const answer = answers.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    },
    review: async () => null,
    doneAlready: () => null,
  });
  open.push(box);
  return { box, sent, become: (person: Person | null) => (me = person) };
}

const settled = (box: Outbox, count: number) =>
  vi.waitFor(() => expect(box.read().operations).toHaveLength(count), 3_000);

describe("Outbox", () => {
  beforeEach(() => vi.stubGlobal("indexedDB", undefined));
  afterEach(() => vi.unstubAllGlobals());

  it("shows a tap at once, and says that nothing is kept here", async () => {
    const { box } = made([]);
    box.put(tapped(1));
    expect(box.read().operations).toHaveLength(1);
    await settled(box, 0);
    expect(box.read().inMemory).toBe(true);
    expect(box.read().answeredAt).not.toBeNull();
  });

  it("sends one after the other, each again under its own key until it is answered", async () => {
    const gone = new CallFailed("server", "gone");
    const { box, sent } = made([gone, {}, {}]);
    box.put(tapped(1));
    box.put(tapped(1, "ticket:6"));
    await vi.waitFor(() => expect(box.read().trouble).toBe("server"));
    expect(box.read().operations).toHaveLength(2);
    box.wake();
    await settled(box, 0);
    expect(sent.map((one) => one.about)).toEqual(["ticket:5", "ticket:5", "ticket:6"]);
    expect(sent[0]?.id).toBe(sent[1]?.id);
  });

  it("keeps what was refused until it has been read, with what stood on it", async () => {
    const { box, sent } = made([conflict(), {}]);
    box.put(tapped(1));
    box.put(tapped(2));
    box.put(tapped(1, "ticket:6"));
    await settled(box, 2);
    expect(sent.map((one) => one.about)).toEqual(["ticket:5", "ticket:6"]);
    const [first] = box.read().operations;
    expect(first?.refused?.detail).toBe("Jo started this.");
    await box.dismiss(first?.id ?? "");
    expect(box.read().operations).toHaveLength(1);
  });

  it("sends in nobody else's name", async () => {
    const { box, sent, become } = made([]);
    become(null);
    expect(box.put(tapped(1))).toBeNull();
    become({ id: 1, name: "Sam" });
    box.put(tapped(1));
    become({ id: 2, name: "Jo" });
    box.put(tapped(1, "ticket:6"));
    await settled(box, 1);
    expect(sent.map((one) => one.who)).toEqual(["Jo"]);
    become({ id: 1, name: "Sam" });
    box.wake();
    await settled(box, 0);
    expect(sent.at(-1)?.who).toBe("Sam");
  });
});
