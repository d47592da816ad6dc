/** What a person's preferences mean to a tablet, and what a change on it means to them: pure. */
import type { Preferences } from "../../api/preferences";
import { COMMANDS, type KeyMap } from "./keys";

export interface Likes {
  sounds: boolean;
  /** Smaller cards, more of them. */
  rush: boolean;
  left: boolean;
  large: boolean;
  /** What is other than usual. */
  keys: Partial<KeyMap>;
}

/** The contract writes names of actions small: "laneBefore" is "lane-before". */
const actionOf = (command: string): string =>
  command.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export function likesOf(person: Preferences): Likes {
  const { sounds, rush, left_handed, text_size, shortcuts } = person;
  const keys: Partial<KeyMap> = {};
  for (const command of COMMANDS) {
    const key = shortcuts[actionOf(command)];
    if (key !== undefined) keys[command] = key;
  }
  return {
    sounds: sounds.new || sounds.late || sounds.allergy,
    rush,
    left: left_handed,
    large: text_size !== "normal",
    keys,
  };
}

/** Other screens' shortcuts and the volume stay as they are. */
export function preferencesOf(change: Partial<Likes>, now: Preferences): Partial<Preferences> {
  const { sounds: on, rush, left, large, keys } = change;
  return {
    ...(on === undefined ? {} : { sounds: sounding(on, now) }),
    ...(rush === undefined ? {} : { rush }),
    ...(left === undefined ? {} : { left_handed: left }),
    ...(large === undefined ? {} : { text_size: large ? "large" : "normal" }),
    ...(keys === undefined ? {} : { shortcuts: withKeys(keys, now.shortcuts) }),
  };
}

function sounding(on: boolean, { sounds }: Preferences): Preferences["sounds"] {
  return { ...sounds, new: on, late: on, allergy: on, answer: on };
}

function withKeys(keys: Partial<KeyMap>, before: Preferences["shortcuts"]) {
  const ours = new Set(COMMANDS.map(actionOf));
  const others = Object.entries(before).filter(([action]) => !ours.has(action));
  const own = Object.entries(keys).map(([command, key]) => [actionOf(command), key] as const);
  return Object.fromEntries([...others, ...own]);
}
