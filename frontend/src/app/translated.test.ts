import { expect, test } from "vitest";
import { LANGUAGES } from "../i18n/languages";

/** Shorter than this, or one word, a text may well be the same in two languages. */
const LONG = 12;

type Modules = Record<string, { default: object }>;

const MODULES = import.meta.glob<{ default: object }>("../**/words/??.ts", {
  eager: true,
}) as Modules;
const OTHERS = Object.keys(LANGUAGES).filter((language) => language !== "en");
const PARTS = Object.keys(MODULES).filter((file) => file.endsWith("/en.ts"));

/** Every text by its name; one that takes a value is asked with three. */
function texts(words: object, name = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const path = `${name}.${key}`;
    if (typeof value === "string") found.set(path, value);
    else if (typeof value === "function") found.set(path, asked(value as Asked));
    else for (const [inner, text] of texts(value as object, path)) found.set(inner, text);
  }
  return found;
}

type Asked = (...values: unknown[]) => unknown;

/** What cannot be asked with numbers is left to the compiler. */
function asked(text: Asked): string {
  try {
    return String(text(3, 3, 3));
  } catch {
    return "";
  }
}

function untranslated(file: string, language: string): string[] {
  const own = MODULES[file.replace(/en\.ts$/, `${language}.ts`)]?.default;
  if (!own) return [`${file} is missing in ${language}`];
  const translated = texts(own);
  return [...texts(MODULES[file]?.default ?? {})]
    .filter(([, text]) => text.length >= LONG && text.includes(" "))
    .filter(([name, text]) => translated.get(name) === text)
    .map(([name, text]) => `${language}${name}: ${text}`);
}

test("there are words to compare", () => {
  expect(PARTS.length).toBeGreaterThan(3);
  expect(texts(MODULES["../ui/words/en.ts"]?.default ?? {}).size).toBeGreaterThan(40);
});

test.each(PARTS)("%s is translated", (file) => {
  expect(OTHERS.flatMap((language) => untranslated(file, language))).toEqual([]);
});
