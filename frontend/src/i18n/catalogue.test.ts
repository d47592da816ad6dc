import { expect, test, vi } from "vitest";
import { catalogue } from "./catalogue";
import { clockTime, counted } from "./counting";
import { directionOf, firstKnown } from "./languages";

test("the first language that screens are written in is spoken", () => {
  expect(firstKnown(["nl-BE", "de-AT", "en"])).toBe("de");
  expect(firstKnown([null, undefined, "toString"])).toBe("en");
  expect(directionOf("he-IL")).toBe("rtl");
  expect(directionOf("pt-BR")).toBe("ltr");
});

test("numbers take the form their language gives them", () => {
  const forms = { one: "# tasse", other: "# tasses" };
  expect(counted("fr", 0, forms)).toBe("0 tasse");
  expect(counted("en", 0, { one: "# cup", other: "# cups" })).toBe("0 cups");
  expect(counted("de", 12_000, { other: "# Becher" })).toBe("12.000 Becher");
  expect(clockTime("fr", "2026-11-21T23:05:00Z", "Europe/Paris")).toBe("00:05");
});

test("words are fetched once, and again after a failure", async () => {
  const first = vi.fn(() => Promise.resolve({ default: { yes: "Yes" } }));
  let away = true;
  const german = vi.fn(() =>
    away ? Promise.reject(new Error("away")) : Promise.resolve({ default: { yes: "Ja" } }),
  );
  const never = () => Promise.reject(new Error("not asked for"));
  const part = catalogue({ en: first, de: german, es: never, fr: never, pt: never });
  await part.load("en");
  expect(part.load("en")).toBe(part.load("en"));
  expect(first).toHaveBeenCalledTimes(1);
  await expect(part.load("de")).rejects.toThrow("away");
  away = false;
  expect((await part.load("de")).yes).toBe("Ja");
});

test("another language is spoken once all of its words are here, or not at all", async () => {
  vi.resetModules();
  const fresh = await import("./catalogue");
  let away = true;
  const word = (yes: string) => Promise.resolve({ default: { yes } });
  const german = () => (away ? Promise.reject(new Error("away")) : word("Ja"));
  const never = () => Promise.reject(new Error("not asked for"));
  const first = () => word("Yes");
  const part = fresh.catalogue({ en: first, de: german, es: never, fr: never, pt: never });
  const spoken = () => document.documentElement.lang;
  await part.load("en");
  expect(spoken()).toBe("en");
  await expect(fresh.changeLanguage("de")).rejects.toThrow("away");
  expect(spoken()).toBe("en");
  away = false;
  await fresh.changeLanguage("de");
  expect(spoken()).toBe("de");
  // What has come is read at once: React waits for nothing that says so.
  expect(part.load("de")).toMatchObject({ status: "fulfilled", value: { yes: "Ja" } });
});
