/** How a person likes their tablet: kept on this device, under the person. */
import { useMemo, useSyncExternalStore } from "react";
import { useSession } from "../../api/useSession";
import { keyMap, type KeyMap } from "./keys";

export interface Preferences {
  sounds: boolean;
  /** Smaller cards, more of them. */
  rush: boolean;
  left: boolean;
  large: boolean;
  /** What is other than usual. */
  keys: Partial<KeyMap>;
}

const USUAL: Preferences = { sounds: true, rush: false, left: false, large: false, keys: {} };

const listeners = new Set<() => void>();
/** For when there is no storage: then it is this page's only. */
const memory = new Map<string, string>();

function address(person: number | undefined): string {
  return `brewline.tablet.${person ?? "anybody"}`;
}

function kept(where: string): string {
  try {
    return localStorage.getItem(where) ?? memory.get(where) ?? "{}";
  } catch {
    return memory.get(where) ?? "{}";
  }
}

function keep(where: string, what: string): void {
  memory.set(where, what);
  try {
    localStorage.setItem(where, what);
  } catch {
    // Kept in memory.
  }
  for (const listener of [...listeners]) listener();
}

function read(text: string): Preferences {
  try {
    return { ...USUAL, ...(JSON.parse(text) as Partial<Preferences>) };
  } catch {
    return USUAL;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export interface Kept extends Preferences {
  map: KeyMap;
  prefer: (change: Partial<Preferences>) => void;
}

/** What the person who is signed in prefers here, and a way to change it. */
export function usePreferences(): Kept {
  const where = address(useSession().user?.id);
  const text = useSyncExternalStore(subscribe, () => kept(where));
  return useMemo(() => {
    const now = read(text);
    const prefer = (change: Partial<Preferences>) => {
      keep(where, JSON.stringify({ ...read(kept(where)), ...change }));
    };
    return { ...now, map: keyMap(now.keys), prefer };
  }, [text, where]);
}
