import { expect, test } from "vitest";
import { USUAL } from "../../api/preferences";
import { rebound, keyMap } from "./keys";
import { likesOf, preferencesOf, type Likes } from "./likes";

test("whoever never chose has what is usual", () => {
  const usual = { sounds: true, rush: false, left: false, large: false, keys: {} };
  expect(likesOf(USUAL)).toEqual(usual);
});

test("what is changed on a tablet is read the same on another", () => {
  const wanted: Likes = {
    sounds: false,
    rush: true,
    left: true,
    large: true,
    keys: rebound(keyMap({}), "laneBefore", "ü"),
  };
  const told = preferencesOf(wanted, USUAL);
  expect(told.shortcuts?.["lane-before"]).toBe("ü");
  // As the server takes them.
  expect(Object.keys(told.shortcuts ?? {})).toSatisfy((names: string[]) =>
    names.every((name) => /^[a-z0-9][a-z0-9._-]{0,39}$/.test(name)),
  );
  expect(likesOf({ ...USUAL, ...told })).toEqual(wanted);
});

test("what is not the tablet's stays as it was", () => {
  const now = {
    ...USUAL,
    text_size: "larger" as const,
    sounds: { ...USUAL.sounds, volume: 20 },
    shortcuts: { "inbox.next": "j", undo: "z" },
  };
  expect(preferencesOf({ left: true }, now)).toEqual({ left_handed: true });
  expect(preferencesOf({ sounds: false }, now).sounds?.volume).toBe(20);
  expect(preferencesOf({ keys: {} }, now)).toEqual({ shortcuts: { "inbox.next": "j" } });
  expect(likesOf(now).large).toBe(true);
});
