import { expect, test } from "vitest";
import { codeIn, pageOf } from "./code";

test("a code is its eight digits, however they are grouped", () => {
  expect(codeIn("4927 3816")).toBe("49273816");
  expect(codeIn("49-27-38-16")).toBe("49273816");
  for (const none of [null, "", "4927381", "492738161", "4927381x"]) expect(codeIn(none)).toBe("");
});

test("each kind of device has its page", () => {
  const device = { token: "t", event: "demo", name: "Hall", station: null };
  expect(pageOf({ ...device, role: "display" })).toBe("/display/demo");
  expect(pageOf({ ...device, role: "display", station: "North cart" })).toBe(
    "/display/demo?station=North%20cart",
  );
  expect(pageOf({ ...device, role: "kiosk" })).toBe("/kiosk/demo");
  expect(pageOf({ ...device, role: "barista" })).toBe("/barista");
  expect(pageOf({ ...device, role: "printer" })).toBeNull();
});
