import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Name = string;

const css = readFileSync("src/ui/tokens.css", "utf8");
const FOUND = [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)];
const THEMES = ["light", "dark"] as const;
const COLOURS = new Map(
  FOUND.map(([, name, light, dark]) => [name, { light: light ?? "", dark: dark ?? "" }]),
);

const GROUNDS = ["paper", "surface", "sunken", "raised", "accent-soft", "good-soft", "late-soft"];
const MARKS = [...COLOURS.keys()].filter((name) => name?.startsWith("mark-")) as string[];

/** Text that stands on a ground: 4.5:1. */
const TEXTS: [Name, Name][] = [
  ...["ink", "ink-soft", "good", "late"].flatMap((text) => GROUNDS.map((on) => pair(text, on))),
  ["on-accent", "accent"],
  ["on-good", "good"],
  ["on-late", "late"],
  ["paper", "ink"],
  ...MARKS.map((mark) => pair("on-mark", mark)),
];

/** Edges of what is pressed or read as a picture: 3:1. */
const CONTROLS: [Name, Name][] = [
  ...["line-strong", "focus"].flatMap((line) => GROUNDS.map((on) => pair(line, on))),
  ...MARKS.flatMap((mark) => GROUNDS.slice(0, 4).map((on) => pair(mark, on))),
];

/** Read from across a hall: 7:1. */
const DISPLAY: [Name, Name][] = [
  ["display-ink", "display-paper"],
  ["display-soft", "display-paper"],
  ["display-ready", "display-paper"],
];

function pair(front: Name, back: Name): [Name, Name] {
  return [front, back];
}

/** Relative luminance as WCAG defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(front: string, back: string): number {
  const [dark = 0, light = 0] = [luminance(front), luminance(back)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function poor(pairs: [Name, Name][], least: number): string[] {
  return THEMES.flatMap((theme) =>
    pairs.flatMap(([front, back]) => {
      const [a, b] = [COLOURS.get(front), COLOURS.get(back)];
      if (!a || !b) return [`${front} or ${back} is missing`];
      const ratio = contrast(a[theme], b[theme]);
      return ratio < least ? [`${theme}: ${front} on ${back} has ${ratio.toFixed(2)}`] : [];
    }),
  );
}

describe("colours", () => {
  test("contrast is computed as WCAG has it", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });

  test("text can be read in both themes", () => expect(poor(TEXTS, 4.5)).toEqual([]));
  test("controls can be seen in both themes", () => expect(poor(CONTROLS, 3)).toEqual([]));
  test("the display can be read from far", () => expect(poor(DISPLAY, 7)).toEqual([]));

  test("every colour of a mark is measured", () => expect(MARKS).toHaveLength(7));

  test("no style sheet writes in amber", () => {
    const sheets = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".css"),
    );
    expect(sheets.length).toBeGreaterThan(20);
    for (const sheet of sheets) {
      const text = readFileSync(`src/${sheet}`, "utf8");
      expect(text, sheet).not.toMatch(/(?:^|[\s;{])color: var\(--accent\)/);
    }
  });
});
