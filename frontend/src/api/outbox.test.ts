import { describe, expect, it } from "vitest";
import { CallFailed } from "./http";
import * as outbox from "./outbox";
import type { Operation } from "./outbox";

const tap = (place: number, over: Partial<Operation> = {}): Operation => ({
  id: `key${place}`,
  place,
  person: 1,
  who: "Sam",
  at: 0,
  method: "POST",
  path: "/api/tickets/5/actions",
  body: { action: "start", version: place },
  about: "ticket:5",
  deed: { what: "start", of: "12" },
  attempted: false,
  refused: null,
  ...over,
});

const versions = (all: Operation[]) => all.map((one) => one.body["version"]);

describe("judge", () => {
  const failed = (status: number, code = "any", trouble: "refused" | "server" = "refused") =>
    new CallFailed(trouble, "words", status, code, "", { retryAfter: 7 });

  it.each([408, 425, 429, 401])("tries again after %i", (status) => {
    expect(outbox.judge(failed(status))).toMatchObject({ kind: "again", seconds: 7 });
  });

  it.each([400, 403, 404, 409, 422])("takes %i for the last word", (status) => {
    const refused = { code: "any", detail: "words", status };
    expect(outbox.judge(failed(status))).toEqual({ kind: "refused", refused });
  });

  it("believes no portal that answers in the server's place", () => {
    expect(outbox.judge(failed(403, ""))).toMatchObject({ kind: "again", trouble: "server" });
    expect(outbox.judge(new SyntaxError("not JSON")).kind).toBe("again");
  });

  it("tries again after network errors and 5xx, however often", () => {
    expect(outbox.judge(new CallFailed("offline", "words"), 99).kind).toBe("again");
    expect(outbox.judge(failed(503, "database_gone", "server"), 99).kind).toBe("again");
  });

  it("lets the others pass one over which the server crashes each time", () => {
    const crash = failed(500, "internal", "server");
    expect(outbox.judge(crash, outbox.CRASHES - 1).kind).toBe("again");
    expect(outbox.judge(crash, outbox.CRASHES).kind).toBe("refused");
  });
});

describe("pause", () => {
  it("grows, up to a bound, and heeds the server", () => {
    expect(outbox.pause(0, 0, 0.5)).toBe(500);
    expect(outbox.pause(3, 0, 0.5)).toBe(4_000);
    expect(outbox.pause(50, 0, 0.5)).toBe(15_000);
    expect(outbox.pause(0, 30, 0.5)).toBe(30_000);
  });
});

describe("what stands on one another", () => {
  const other = tap(3, { about: "ticket:6", body: { action: "start", version: 1 } });

  it("leaves versions as they are where all went as foreseen", () => {
    const before = [tap(1), tap(2), other];
    const after = outbox.answered(before, "key1", 2);
    expect(after).toEqual([before[1], other]);
    expect(after[0]).toBe(before[1]);
  });

  it("goes out on the version that came of the one before", () => {
    const asked = tap(3, { body: { text: "?" } });
    const after = outbox.answered([tap(1), tap(2), asked, tap(4)], "key1", 8);
    expect(versions(after)).toEqual([8, undefined, 10]);
  });

  it("goes out again on a newer version, and what stands on it too", () => {
    expect(versions(outbox.rebased([tap(1), tap(2), other], "key1", 6))).toEqual([6, 7, 1]);
  });

  it("falls with what it stands on, and with nothing else", () => {
    const why = { code: "version_conflict", detail: "Sam started this.", status: 409 };
    const others = [other, tap(4, { person: 2 })];
    const after = outbox.refused([tap(1), tap(2), ...others], "key1", why);
    expect(outbox.refusedOnes(after, 1).map((one) => one.id)).toEqual(["key1", "key2"]);
    expect(outbox.waiting(after, 1)).toEqual([other]);
    expect(outbox.waiting(after, 2)).toHaveLength(1);
  });

  it("is taken back only before it left, and when nothing stands on it", () => {
    expect(outbox.withdrawn([tap(1), tap(2)], "key2")).toHaveLength(1);
    expect(outbox.withdrawn([tap(1), tap(2)], "key1")).toHaveLength(2);
    expect(outbox.withdrawn(outbox.attempted([tap(1)], "key1"), "key1")).toHaveLength(1);
  });
});
