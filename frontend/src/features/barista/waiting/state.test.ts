import { describe, expect, it } from "vitest";
import { connection, lacks, lastSync, told } from "./state";

describe("connection", () => {
  it.each([
    ["live", "signed-in", null, true, "fine"],
    ["live", "signed-in", "server", true, "error"],
    ["live", "signed-out", null, true, "signedOut"],
    ["signed-out", "signed-in", null, false, "signedOut"],
    ["reconnecting", "signed-in", "server", true, "reconnecting"],
    ["reconnecting", "unreachable", null, false, "offline"],
    ["server-error", "signed-in", null, true, "error"],
    ["offline", "signed-in", null, true, "offline"],
    ["connecting", "unreachable", null, true, "connecting"],
  ] as const)("%s, %s, %s, online %s: %s", (link, session, trouble, online, word) => {
    expect(connection(link, session, trouble, online)).toBe(word);
  });
});

describe("told", () => {
  it("is silent about taps that are answered at once, and tells of all once one is slow", () => {
    expect(told([{ at: 1_000 }], "fine", 2_000)).toBe(0);
    expect(told([{ at: 1_000 }, { at: 4_000 }], "fine", 4_001)).toBe(2);
    expect(told([{ at: 1_000 }], "offline", 1_001)).toBe(1);
  });
});

describe("lastSync and lacks", () => {
  it("takes the later of two ways", () => {
    expect(lastSync(5, 9)).toBe(9);
    expect(lastSync(null, 9)).toBe(9);
    expect(lastSync(null, null)).toBeNull();
  });

  it("says one thing, the worse", () => {
    expect(lacks(true, false)).toBeNull();
    expect(lacks(false, false)).toBe("tls");
    expect(lacks(false, true)).toBe("storage");
  });
});
