/** How long a kiosk waits for somebody who may have gone: pure. */

/** Until it is asked whether anybody is there. */
export const IDLE_MS = 60_000;
/** To answer: WCAG 2.2.1 gives at least twenty seconds. */
export const ANSWER_MS = 20_000;
/** For which a number is shown, and for which it stays where somebody wants it longer. */
export const THANKS_MS = 20_000;
export const LONGER_MS = 60_000;

export type Idle = { is: "busy" } | { is: "asking"; seconds: number } | { is: "over" };

/** Whether somebody is there, by when the screen was touched last. */
export function idleAt(now: number, touchedAt: number): Idle {
  const left = touchedAt + IDLE_MS + ANSWER_MS - now;
  if (left > ANSWER_MS) return { is: "busy" };
  return left > 0 ? { is: "asking", seconds: Math.ceil(left / 1000) } : { is: "over" };
}
