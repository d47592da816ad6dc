/** Light or dark: as the device has it, or as the person has chosen on it. */
import { useSyncExternalStore } from "react";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "brewline.theme";

/** The colour of the browser's own bars: --paper of tokens.css. */
const PAPER = { light: "#faf7f2", dark: "#0e0c0b" } as const;

const listeners = new Set<() => void>();
let current: Theme = kept();
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
  const { dataset } = document.documentElement;
  if (current === "system") delete dataset["theme"];
  else dataset["theme"] = current;
  for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = bar.getAttribute("media")?.includes("dark") ? "dark" : "light";
    bar.content = PAPER[current === "system" ? own : current];
  }
}

/** What is chosen now. */
export function theme(): Theme {
  return current;
}

/** Choose, on this device also for the next start. */
export function chooseTheme(wanted: Theme): void {
  try {
    if (wanted === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, wanted);
  } catch {
    // Without storage it is for this page only.
  }
  current = wanted;
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
