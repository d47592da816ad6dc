import { useEffect } from "react";
import type { LaneName } from "./board";
import type { Open } from "./desk";
import { meaning, type Command, type KeyMap } from "./keys";
import { LANES } from "./Lanes";

interface Keyboard {
  map: KeyMap;
  /** No box is open. */
  idle: boolean;
  lane: LaneName;
  onLane: (lane: LaneName) => void;
  onOpen: (what: Open) => void;
  onUndo: () => void;
  onSearch: () => void;
}

/** Listen to a keyboard or a bump bar, while nobody types and no box is open. */
export function useKeys(keyboard: Keyboard): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!keyboard.idle || event.defaultPrevented || isTyping(event.target)) return;
      const meant = meaning(event, keyboard.map);
      if (meant === null || (isPressing(event) && !("card" in meant))) return;
      event.preventDefault();
      if ("card" in meant) choose(keyboard.lane, meant.card);
      else obey(meant.command, keyboard);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest("input, textarea, select, [role=menu]") !== null
  );
}

/** Enter or Space on a button presses that. */
function isPressing(event: KeyboardEvent): boolean {
  const presses = event.key === "Enter" || event.key === " ";
  return presses && event.target instanceof Element && event.target.closest("button") !== null;
}

function cards(lane: LaneName): Element | null {
  return document.querySelector(`[data-lane="${lane}"] [role="feed"]`);
}

/** Put the focus on the card at a place of a lane, from its top. */
function choose(lane: LaneName, place: number): void {
  const box = cards(lane);
  if (!box) return;
  box.scrollTop = 0;
  requestAnimationFrame(() => {
    box.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
  });
}

function obey(command: Command, keyboard: Keyboard): void {
  const { lane, onLane, onOpen } = keyboard;
  switch (command) {
    case "primary":
      return primary(lane);
    case "undo":
      return keyboard.onUndo();
    case "search":
      return keyboard.onSearch();
    case "batch":
      return press("[data-batch]");
    case "laneBefore":
    case "laneAfter": {
      const by = command === "laneAfter" ? 1 : -1;
      const next = LANES[(LANES.indexOf(lane) + by + LANES.length) % LANES.length] ?? lane;
      onLane(next);
      return choose(next, 1);
    }
    default:
      return onOpen(TOOLS[command]);
  }
}

const TOOLS = {
  walkUp: "walk-up",
  eightySix: "86",
  recent: "recent",
  handOver: "hand-over",
  help: "keys",
} as const;

/** What the chosen card's button says; without a chosen one, the first of the lane. */
function primary(lane: LaneName): void {
  const card = document.activeElement?.closest("article") ?? cards(lane)?.querySelector("article");
  card?.querySelector<HTMLElement>("[data-primary]")?.click();
}

function press(what: string): void {
  document.querySelector<HTMLElement>(what)?.click();
}
