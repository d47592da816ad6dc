import { describe, expect, it } from "vitest";
import { onlyOurs } from "../api/worker";
import { cached, stale } from "./rules";

const HERE = "https://coffee.test";
const files = new Set(["/", "/assets/a-1.js"]);
const page = (path: string) => cached({ method: "GET", url: HERE + path, page: true }, HERE, files);
const part = (url: string, method = "GET") => cached({ method, url, page: false }, HERE, files);

describe("cached", () => {
  it.each(["/", "/barista", "/barista?lang=de", "/sign-in", "/display/demo", "/kiosk/demo"])(
    "opens %s without a network",
    (path) => expect(page(path)).toBe("/"),
  );

  it.each(["/api/docs", "/track/abc", "/phone/state", "/display/a.png", "/voice", "/sms", "/x"])(
    "leaves %s to the network",
    (path) => expect(page(path)).toBeNull(),
  );

  it("answers for the app's own files, and for nothing else", () => {
    expect(part(`${HERE}/assets/a-1.js`)).toBe("/assets/a-1.js");
    expect(part(`${HERE}/assets/b-2.js`)).toBeNull();
    expect(part(`${HERE}/assets/a-1.js`, "POST")).toBeNull();
    expect(part("https://elsewhere.test/assets/a-1.js")).toBeNull();
    expect(part(`${HERE}/api/events`)).toBeNull();
    expect(part(`${HERE}/socket.io/?EIO=4`)).toBeNull();
  });
});

it("keeps this version's cache, the one before, and what is not its own", () => {
  const names = ["brewline-1", "brewline-2", "brewline-3", "other"];
  expect(stale(names, "brewline-3", "brewline-2")).toEqual(["brewline-1"]);
});

it("lets through one script by its address", () => {
  expect(onlyOurs("/sw.js", `${HERE}/barista`)).toBe(`${HERE}/sw.js`);
  for (const url of ["/assets/a.js", "https://elsewhere.test/sw.js", "/sw.js?x", "data:,1"]) {
    expect(() => onlyOurs(url, `${HERE}/barista`)).toThrow(TypeError);
  }
});
