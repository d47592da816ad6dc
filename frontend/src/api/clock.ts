/** The server's time, as well as this device can know it. */

let ahead = 0;

/** Learn from a time stamp made just now. */
export function noteServerTime(at: string, here: number = Date.now()): void {
  const there = Date.parse(at);
  if (Number.isFinite(there)) ahead = there - here;
}

export function serverNow(): number {
  return Date.now() + ahead;
}
