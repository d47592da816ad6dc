import { describe, expect, it } from "vitest";
import { segmentsOf } from "./segments";

describe("segmentsOf", () => {
  it.each([
    ["a".repeat(160), 1, "GSM-7"],
    ["a".repeat(161), 2, "GSM-7"],
    ["a".repeat(306), 2, "GSM-7"],
    ["a".repeat(307), 3, "GSM-7"],
    [`${"a".repeat(158)}€`, 1, "GSM-7"],
    [`${"a".repeat(159)}€`, 2, "GSM-7"],
    ["ł".repeat(70), 1, "UCS-2"],
    ["ł".repeat(71), 2, "UCS-2"],
    ["☕️".repeat(35), 1, "UCS-2"],
    ["🙂".repeat(35), 1, "UCS-2"],
    ["🙂".repeat(36), 2, "UCS-2"],
    ["a’b", 1, "UCS-2"],
    ["", 0, "GSM-7"],
  ])("%#", (text, segments, encoding) => {
    expect(segmentsOf(text)).toMatchObject({ segments, encoding });
  });

  it("never splits a two-septet character over two parts", () => {
    // 152 + 2 does not fit 153: the euro sign begins the second part, and a third is needed.
    const text = `${"a".repeat(152)}€${"a".repeat(152)}`;
    expect(segmentsOf(text).units).toBe(306);
    expect(segmentsOf(text).segments).toBe(3);
  });

  it("says what still fits", () => {
    expect(segmentsOf("hello").left).toBe(155);
    expect(segmentsOf("a".repeat(161)).left).toBe(153 - 8);
    expect(segmentsOf("é’").left).toBe(68);
  });
});
