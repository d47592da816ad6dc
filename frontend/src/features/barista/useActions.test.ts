import { describe, expect, it } from "vitest";
import { CallFailed } from "../../api/http";
import { isDoneAlready } from "./useActions";

const conflict = (state: string) =>
  new CallFailed("refused", "Sam started this.", 409, "version_conflict", state);

describe("isDoneAlready", () => {
  it("tells the same done first from something else done first", () => {
    expect(isDoneAlready(conflict("started"), "start")).toBe(true);
    expect(isDoneAlready(conflict("voided"), "start")).toBe(false);
  });

  it("takes no conflict without a state, nor another refusal, for done", () => {
    expect(isDoneAlready(conflict(""), "move")).toBe(false);
    expect(isDoneAlready(new CallFailed("refused", "No.", 403), "move")).toBe(false);
    expect(isDoneAlready(new TypeError("x"), "start")).toBe(false);
  });
});
