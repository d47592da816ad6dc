import { describe, expect, it } from "vitest";

import { details, groupLabel, itemLabel, valueLabel } from "./menu";
import type { Line, MenuDocument } from "./views";

const menu: MenuDocument = {
  language: "en",
  items: {
    one: { label: { de: "eins", fr: "un" } },
    two: { label: { en: "Two of them", de: "zwei" } },
    three: { label: "Three" },
    four: { label: { "": "Four", de: "vier" } },
  },
  options: {
    kind: {
      label: { de: "Art" },
      values: { plain: { label: { de: "schlicht" } } },
    },
    lumps: {
      counted: {
        en: { none: "no lumps", one: "{count} lump", many: "{count} lumps" },
        de: { none: "ohne", one: "{count} Stück", many: "{count} Stück" },
      },
    },
  },
};

describe("words of the menu on screens", () => {
  it("are in its own language, else its names", () => {
    expect(itemLabel(menu, "one")).toBe("one");
    expect(itemLabel(menu, "two")).toBe("Two of them");
    expect(itemLabel(menu, "three")).toBe("Three");
    expect(itemLabel(menu, "four")).toBe("Four");
    expect(groupLabel(menu, "kind")).toBe("kind");
    expect(valueLabel(menu, "kind", "plain")).toBe("plain");
  });

  it("are in the language of a menu written in another one", () => {
    expect(itemLabel({ ...menu, language: "de" }, "two")).toBe("zwei");
  });

  it("count in its own language", () => {
    const line = { options: { kind: "plain", lumps: 2 }, extras: [] } as unknown as Line;
    expect(details(menu, line)).toEqual(["plain", "2 lumps"]);
  });
});
