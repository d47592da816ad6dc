import { useSyncExternalStore } from "react";
import type { Wishes } from "./wishes";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

function subscribe(listener: () => void): () => void {
  dark.addEventListener("change", listener);
  return () => dark.removeEventListener("change", listener);
}

/** Light or dark: as wished, else as the device has it. */
export function useLook(theme: Wishes["theme"]): "light" | "dark" {
  const device = useSyncExternalStore(subscribe, () => (dark.matches ? "dark" : "light"));
  return theme === "auto" ? device : theme;
}
