import { describe, expect, it } from "vitest";
import type { MenuDocument } from "../../api/document";
import { allDay, prepared, shows } from "./production";
import { demand } from "./recipes";
import { line, ticket } from "./testing";

const menu: MenuDocument = {
  items: {
    one: {
      options: ["height", "kind", "heat", "lumps"],
      needs: ["steam"],
      uses: { grain: 18 },
      portions: { kind: { height: { low: 150, high: 300 } } },
    },
    two: { options: { kind: { default: "red" } }, uses: {}, portions: { kind: 30 } },
  },
  options: {
    height: { ask: true, values: { low: {}, high: {} } },
    kind: {
      ask: true,
      values: {
        red: {
          uses: { "red water": 1 },
          mark: { shape: "drop", colour: "rose", letter: "R" },
        },
        blue: { uses: { "blue water": 1 } },
      },
    },
    heat: { values: { cold: { uses: { ice: 100 } } }, portion: 1 },
    lumps: { kind: "count", uses: { lump: 4 } },
  },
  extras: { foam: { uses: { foam: 10 } } },
  ingredients: {
    grain: { unit: "g", tally: { each: 18, label: "shots" } },
    "red water": {
      unit: "ml",
      tally: { each: 1000, label: "l", needs: "steam", unless: ["heat:cold"] },
    },
    lump: { unit: "g" },
  },
};

describe("demand", () => {
  it.each([
    [
      { height: "high", kind: "red", lumps: 2 },
      { grain: 18, "red water": 300, lump: 8 },
    ],
    [
      { height: "low", kind: "blue", heat: "cold" },
      { grain: 18, "blue water": 150, ice: 100 },
    ],
    [{ kind: "red" }, { grain: 18, "red water": 150 }],
    [{}, { grain: 18 }],
  ])("of %o", (options, uses) => {
    expect(demand(menu, line(1, { item: "one", options }))).toEqual(uses);
  });

  it("counts what an item comes with, and extras by their count and amount", () => {
    expect(demand(menu, line(1, { item: "two" }))).toEqual({ "red water": 30 });
    const extras = [{ name: "foam", count: 2, amount: "light" as const }];
    expect(demand(menu, line(1, { item: "two", extras }))).toMatchObject({ foam: 10 });
    expect(demand(menu, line(1, { item: "gone" }))).toEqual({});
  });
});

describe("what is to be prepared", () => {
  const high = line(1, { item: "one", quantity: 2, options: { height: "high", kind: "red" } });

  it("sums what has a tally, cup by cup, with its mark", () => {
    const two = ticket(2, { lines: [line(2, { item: "two" })] });
    const counts = allDay(menu, [ticket(1, { lines: [high] }), two]);
    expect(counts.cups).toBe(3);
    expect(counts.drinks[0]).toEqual({ item: "one", cups: 2 });
    expect(counts.sums).toEqual([
      { ingredient: "grain", amount: 2, mark: null },
      { ingredient: "red water", amount: 0.6, mark: expect.objectContaining({ letter: "R" }) },
    ]);
  });

  it("does not call a little nothing", () => {
    const two = { ...menu.items.two, needs: ["steam"] };
    const steamed: MenuDocument = { ...menu, items: { ...menu.items, two } };
    const little = ticket(1, { lines: [line(1, { item: "two" })] });
    expect(allDay(steamed, [little]).sums).toMatchObject([{ amount: 0.03 }]);
  });

  it("leaves out what needs no such equipment, and what is chosen otherwise", () => {
    expect(prepared(menu, line(1, { item: "two" }))).toEqual({});
    const cold = { ...high, options: { ...high.options, heat: "cold" } };
    expect(prepared(menu, cold)).toEqual({ grain: 1 });
  });

  it("shows by item, by what is prepared and by words", () => {
    const one = ticket(1, { number: "41", name: "Zoë", lines: [high] });
    expect(shows({ kind: "item", name: "one" }, one, menu)).toBe(true);
    expect(shows({ kind: "item", name: "two" }, one, menu)).toBe(false);
    expect(shows({ kind: "ingredient", name: "red water" }, one, menu)).toBe(true);
    expect(shows({ kind: "words", name: " ZOË" }, one, menu)).toBe(true);
    expect(shows({ kind: "words", name: "42" }, one, menu)).toBe(false);
  });
});
