import { describe, expect, it } from "vitest";
import type { MenuDocument } from "../../api/document";
import type { Station } from "../../api/views";
import { lacks } from "./able";
import { arrange, type Slot } from "./arrange";
import { chimeOf, heardOf } from "./chimes";
import { choicesOf, chosen, draftOf } from "../../api/composer";
import { keyMap, meaning, rebound, USUAL } from "./keys";
import { untilOf } from "./soldOut";
import { AT, line, ticket } from "./testing";
import { undoable } from "./undo";
import de from "./words/de";
import en from "./words/en";
import es from "./words/es";
import fr from "./words/fr";
import pt from "./words/pt";

const standing = (...ids: number[]): Slot[] => ids.map((id) => ({ id, gone: false }));

describe("arrange", () => {
  it("follows the lane while nobody touches the glass", () => {
    expect(arrange(standing(1, 2), [3, 1], false)).toEqual(standing(3, 1));
  });

  it("moves nothing under a finger: what left keeps its place, what came is last", () => {
    const shown = arrange(standing(1, 2, 3), [4, 1, 3], true);
    expect(shown.map((slot) => slot.id)).toEqual([1, 2, 3, 4]);
    expect(shown[1]).toEqual({ id: 2, gone: true });
    expect(arrange(shown, [4, 1, 3], true)).toEqual(shown);
    expect(arrange(shown, [2, 4, 1, 3], true)[1]).toEqual({ id: 2, gone: false });
  });
});

describe("chimes", () => {
  const map = (...list: ReturnType<typeof ticket>[]) => new Map(list.map((one) => [one.id, one]));
  const now = Date.parse(AT);
  const nothing = heardOf([], now);

  it("are one for all that came, an allergy before all else", () => {
    const two = map(ticket(1), ticket(2));
    expect(chimeOf(nothing, heardOf(two.values(), now), two)).toBe("new");
    const told = { text: "latex", acknowledged_by: null, acknowledged_at: null };
    const allergic = map(ticket(1), ticket(2, { allergy: told }));
    expect(chimeOf(nothing, heardOf(allergic.values(), now), allergic)).toBe("allergy");
  });

  it("sound once when a ticket becomes late, and not for what is ready", () => {
    const one = map(ticket(1), ticket(2, { state: "made", made_at: AT }));
    const before = heardOf(one.values(), now);
    const after = heardOf(one.values(), now + 11 * 60_000);
    expect(chimeOf(before, after, one)).toBe("late");
    expect(chimeOf(after, after, one)).toBeNull();
    expect([...after.late]).toEqual([1]);
  });
});

describe("keys", () => {
  const press = (key: string, more = {}) =>
    meaning({ key, ctrlKey: false, metaKey: false, altKey: false, ...more }, USUAL);

  it("choose cards and do things, but not with a modifier", () => {
    expect(press("4")).toEqual({ card: 4 });
    expect(press(" ")).toEqual({ command: "primary" });
    expect(press("U")).toEqual({ command: "undo" });
    expect(press("u", { ctrlKey: true })).toBeNull();
    expect(press("0")).toBeNull();
  });

  it("change places where a key has a meaning already", () => {
    const map = rebound(USUAL, "undo", "/");
    expect([map.undo, map.search]).toEqual(["/", "u"]);
    expect(keyMap({ undo: "4" }).undo).toBe("4");
  });
});

describe("undo", () => {
  const now = Date.parse(AT);
  const deed = { action: "start" as const, tickets: [ticket(1), ticket(2)], at: now };
  const after = (id: number, state: "started" | "made") =>
    [id, ticket(id, { state, actions: ["recall"] })] as const;

  it("reaches those that are still where the deed left them, for ten seconds", () => {
    const known = new Map([after(1, "started"), after(2, "made")]);
    expect(undoable(deed, known, now + 9_999).map((one) => one.id)).toEqual([1]);
    expect(undoable(deed, known, now + 10_000)).toEqual([]);
    expect(undoable(null, known, now)).toEqual([]);
  });
});

describe("86", () => {
  it("lasts so long, or until somebody brings it back", () => {
    expect(untilOf(30, Date.parse(AT))).toBe("2030-01-01T10:30:00.000Z");
    expect(untilOf("by hand", 0)).toBeNull();
    expect(Date.parse(untilOf("today", Date.parse(AT)) ?? "")).toBeGreaterThan(Date.parse(AT));
  });
});

const menu: MenuDocument = {
  items: { one: { options: { kind: {}, lumps: {} }, needs: ["steam"] } },
  options: {
    kind: { ask: true, declined: "bare", values: { red: {}, blue: {}, bare: {} } },
    lumps: { kind: "count", most: 6 },
  },
};

describe("a walk-up", () => {
  it("begins with what was chosen last, else with the first there is", () => {
    expect(draftOf(menu, "one", {}, new Set()).options).toEqual({ kind: "red" });
    expect(draftOf(menu, "one", { kind: "blue" }, new Set()).options).toEqual({ kind: "blue" });
    const gone = new Set(["option kind:red"]);
    expect(draftOf(menu, "one", { kind: "red" }, gone).options).toEqual({ kind: "blue" });
  });

  it("lets go of what may be left out when it is chosen again, and of nothing else", () => {
    const [kind, lumps] = choicesOf(menu, "one", new Set());
    if (!kind || !lumps) throw new Error("no choices");
    const draft = draftOf(menu, "one", {}, new Set());
    expect(chosen(draft, kind, "red").options).toEqual({ kind: "red" });
    const lumpy = chosen(draft, lumps, 2);
    expect(lumpy.options).toEqual({ kind: "red", lumps: 2 });
    expect(chosen(lumpy, lumps, 2).options).toEqual({ kind: "red" });
  });
});

describe("what a station lacks", () => {
  const all = { items: null, options: {}, extras: null, equipment: null };
  const here = (more: object) => ({ id: 3, capabilities: { ...all, ...more } }) as Station;
  const wanted = (options: Record<string, string>) =>
    ticket(1, { lines: [line(1, { item: "one", options })] });

  it("is named, from its equipment to what is out there", () => {
    const red = wanted({ kind: "red" });
    expect(lacks(here({}), red, menu, [])).toEqual([]);
    expect(lacks(here({ equipment: [] }), red, menu, [])).toEqual(["steam"]);
    expect(lacks(here({ options: { kind: ["blue"] } }), red, menu, [])).toEqual(["red"]);
    expect(
      lacks(here({ options: { kind: ["blue"] } }), wanted({ kind: "bare" }), menu, []),
    ).toEqual([]);
    const out = { kind: "item" as const, name: "one", station: 3, until: null, by: "Sam", at: AT };
    expect(lacks(here({}), red, menu, [out])).toEqual(["one"]);
    expect(lacks(here({}), red, menu, [{ ...out, station: 4 }])).toEqual([]);
  });
});

describe("words", () => {
  it("are counted in every language, and none is left as it was", () => {
    for (const other of [de, es, fr, pt]) {
      expect(other.strip.cups(2)).toMatch(/^2 /);
      expect(other.ask.voidReasons).toHaveLength(en.ask.voidReasons.length);
      expect(other.actions.start).not.toBe(en.actions.start);
      expect(other.shift.beginNote).not.toBe(en.shift.beginNote);
    }
  });
});
