/**
 * Light or dark: as the device has it, or as was chosen on it; over that what the person prefers
 * who is signed in, as long as they are.
 */
import { useSyncExternalStore } from "react";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "brewline.theme";

/** The colour of the browser's own bars: --paper of tokens.css. */
const PAPER = { light: "#faf7f2", dark: "#0e0c0b" } as const;

const listeners = new Set<() => void>();
let chosen: Theme = kept();
let worn: Theme = "system";
mark();

function isTheme(name: string | null): name is Theme {
  return THEMES.some((theme) => theme === name);
}

function kept(): Theme {
  try {
    const name = localStorage.getItem(KEY);
    return isTheme(name) ? name : "system";
  } catch {
    return "system";
  }
}

function mark(): void {
  const current = theme();
  const { dataset } = document.documentElement;
  if (current === "system") delete dataset["theme"];
  else dataset["theme"] = current;
  for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = bar.getAttribute("media")?.includes("dark") ? "dark" : "light";
    bar.content = PAPER[current === "system" ? own : current];
  }
}

/** What holds now. */
export function theme(): Theme {
  return worn === "system" ? chosen : worn;
}

/** Choose, on this device also for the next start. */
export function chooseTheme(wanted: Theme): void {
  try {
    if (wanted === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, wanted);
  } catch {
    // Without storage it is for this page only.
  }
  chosen = wanted;
  show();
}

/** Put a person's theme over the device's; "system" is whatever this device has. */
export function wearTheme(wanted: Theme): void {
  if (wanted === worn) return;
  worn = wanted;
  show();
}

function show(): void {
  mark();
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, theme);
}
