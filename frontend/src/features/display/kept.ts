/** What a display showed last, kept on the device: a start without the server shows it again. */
import type { DisplaySnapshot } from "../../api/views";
import type { Screen } from "./screen";

export interface Kept {
  snapshot: DisplaySnapshot;
  /** When it was true, by this device's clock. */
  at: number;
  /** What was called out, so that it is not called again. */
  called: string[];
}

const keyOf = (slug: string) => `brewline.display.${slug}`;
/** Another shape is not read. */
const SHAPE = 1;

export function readKept(slug: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(slug)) ?? "null") as
      (Kept & { shape: number }) | null;
    return kept?.shape === SHAPE ? kept : null;
  } catch {
    return null;
  }
}

export function keep(slug: string, screen: Screen, at: number, called: string[]): void {
  const { event, stations, wait, soldOut } = screen;
  const calls = [...screen.calls.values()];
  const snapshot = { event, stations, calls, wait, sold_out: soldOut, at: new Date(at) };
  try {
    localStorage.setItem(keyOf(slug), JSON.stringify({ shape: SHAPE, snapshot, at, called }));
  } catch {
    // A full or closed store: the display works, and begins with nothing.
  }
}
