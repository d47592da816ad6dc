/** Keys of a keyboard or a bump bar, and what they do. */

export const COMMANDS = [
  "primary",
  "undo",
  "search",
  "walkUp",
  "eightySix",
  "batch",
  "recent",
  "handOver",
  "help",
  "laneBefore",
  "laneAfter",
] as const;
export type Command = (typeof COMMANDS)[number];
export type KeyMap = Record<Command, string>;

/** As a keyboard names them: `KeyboardEvent.key`, letters small. */
export const USUAL: KeyMap = {
  primary: "enter",
  undo: "u",
  search: "/",
  walkUp: "w",
  eightySix: "o",
  batch: "b",
  recent: "r",
  handOver: "h",
  help: "?",
  laneBefore: "arrowleft",
  laneAfter: "arrowright",
};

/** Chosen by the person, over what is usual. */
export function keyMap(own: Partial<KeyMap>): KeyMap {
  return { ...USUAL, ...own };
}

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export type Meaning = { card: number } | { command: Command } | null;

/** What a key means here: a card's place from 1 to 9, or a command. */
export function meaning(pressed: Pressed, map: KeyMap): Meaning {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const key = pressed.key === " " ? "enter" : pressed.key.toLowerCase();
  const command = COMMANDS.find((one) => map[one] === key);
  // A digit that somebody gave a meaning chooses no card.
  if (command) return { command };
  return /^[1-9]$/.test(key) ? { card: Number(key) } : null;
}

/** Give a command another key; whichever had that key gets the old one. */
export function rebound(map: KeyMap, command: Command, key: string): KeyMap {
  const wanted = key === " " ? "enter" : key.toLowerCase();
  const other = COMMANDS.find((one) => map[one] === wanted && one !== command);
  const next = { ...map, [command]: wanted };
  if (other) next[other] = map[command];
  return next;
}
