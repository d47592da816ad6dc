/** The last state on this device, so that a page without a network shows what it knew. */
import type { Tracker } from "../../api/views";

export interface Kept {
  view: Tracker;
  /** When it was heard, by this device's clock. */
  heardAt: number;
}

const key = (token: string): string => `brewline.track.${token}`;

export function recall(token: string): Kept | null {
  try {
    const found = localStorage.getItem(key(token));
    return found ? (JSON.parse(found) as Kept) : null;
  } catch {
    return null;
  }
}

export function keep(token: string, kept: Kept): void {
  try {
    localStorage.setItem(key(token), JSON.stringify(kept));
  } catch {
    // Without storage a page knows nothing after it is closed.
  }
}

export function forget(token: string): void {
  try {
    localStorage.removeItem(key(token));
  } catch {
    // Then there was nothing kept either.
  }
}
