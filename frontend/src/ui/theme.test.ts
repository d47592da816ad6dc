import { beforeEach, expect, test, vi } from "vitest";

const fresh = async () => {
  vi.resetModules();
  return import("./theme");
};
const chosen = () => document.documentElement.dataset["theme"];
const bars = () => [...document.querySelectorAll("meta")].map((bar) => bar.content);

beforeEach(() => {
  localStorage.clear();
  document.head.innerHTML = `
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf7f2">
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e0c0b">`;
});

test("as the device has it until somebody chooses", async () => {
  const { theme } = await fresh();
  expect(theme()).toBe("system");
  expect(chosen()).toBeUndefined();
  expect(bars()).toEqual(["#faf7f2", "#0e0c0b"]);
});

test("what was chosen is there at the next start, also in the browser's bars", async () => {
  (await fresh()).chooseTheme("dark");
  expect(chosen()).toBe("dark");
  delete document.documentElement.dataset["theme"];
  const { theme, chooseTheme } = await fresh();
  expect(theme()).toBe("dark");
  expect(chosen()).toBe("dark");
  expect(bars()).toEqual(["#0e0c0b", "#0e0c0b"]);
  chooseTheme("system");
  expect(chosen()).toBeUndefined();
  expect(bars()).toEqual(["#faf7f2", "#0e0c0b"]);
});

test("storage that is blocked or holds nonsense does no harm", async () => {
  localStorage.setItem("brewline.theme", "toString");
  expect((await fresh()).theme()).toBe("system");
  const blocked = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new Error("blocked");
  });
  const { chooseTheme } = await fresh();
  chooseTheme("light");
  expect(chosen()).toBe("light");
  blocked.mockRestore();
});

test("a person's theme lies over the device's as long as they are there", async () => {
  const { theme, chooseTheme, wearTheme } = await fresh();
  chooseTheme("light");
  wearTheme("dark");
  expect([theme(), chosen()]).toEqual(["dark", "dark"]);
  expect((await fresh()).theme()).toBe("light");
  wearTheme("system");
  expect(theme()).toBe("light");
});
