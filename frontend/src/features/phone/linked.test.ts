import { expect, test } from "vitest";
import { parts } from "./linked";

test("an address can be tapped, and the words around it stay words", () => {
  expect(parts("Follow it: https://x.example/track/bcd.")).toEqual([
    { text: "Follow it: ", href: null },
    { text: "https://x.example/track/bcd", href: "https://x.example/track/bcd" },
    { text: ".", href: null },
  ]);
  expect(parts("http://127.0.0.1:8000/track/bcd\nBye").map((part) => part.href)).toEqual([
    "http://127.0.0.1:8000/track/bcd",
    null,
  ]);
});

test("nothing else leads anywhere", () => {
  for (const text of ["", "Order 42 is in!", "javascript:alert(1)", "http://", "ftp://x.example"])
    expect(parts(text).every((part) => part.href === null)).toBe(true);
  expect(parts("as it is")).toEqual([{ text: "as it is", href: null }]);
});
