/** When a page may be loaded anew without anybody noticing. */
import { outbox } from "../../api/tabletOutbox";

const REST_MS = 5_000;

let touchedAt = Date.now();
let watching = false;

function watch(): void {
  if (watching) return;
  watching = true;
  const touched = () => (touchedAt = Date.now());
  for (const what of ["pointerdown", "keydown"]) {
    document.addEventListener(what, touched, { capture: true, passive: true });
  }
}

/** Nobody touches it, nothing is open, and whatever waits would survive. */
export function isQuiet(now = Date.now()): boolean {
  watch();
  const open = document.querySelector("dialog[open], [aria-busy='true']") !== null;
  const { inMemory, operations } = outbox().read();
  const safe = !inMemory || operations.length === 0;
  return !open && safe && now - touchedAt > REST_MS;
}
