/** What a person has tapped and the server has not answered yet: pure rules over the list of it. */
import { CallFailed, type Details, type Trouble } from "./http";

/** What was done to what, free of any language: "start" "12". */
export interface Deed {
  what: string;
  /** The ticket's number, a drink's name, a station's name. */
  of: string;
}

export interface NewOperation {
  method: string;
  path: string;
  body: Record<string, unknown>;
  /** What it changes. Operations about the same thing stand on one another. */
  about: string;
  deed: Deed;
  /** The state it leads to: where somebody else led there first, nothing went wrong. */
  wants?: string;
  /** What the person saw when they tapped: unchanged, it may go out on a newer version. */
  saw?: string;
  /** Where the thing stands that it is about, to look at it again. */
  station?: number;
}

export interface Refused {
  code: string;
  detail: string;
  status: number;
  details?: Details;
}

export interface Operation extends NewOperation {
  /** The idempotency key. */
  id: string;
  /** Its place in the order of taps, over all tabs. */
  place: number;
  person: number;
  who: string;
  /** By this device's clock. */
  at: number;
  /** It may have reached the server. */
  attempted: boolean;
  /** Why the server will never do it; it then waits for the person to have read that. */
  refused: Refused | null;
}

export type Verdict =
  { kind: "again"; trouble: Trouble; seconds?: number } | { kind: "refused"; refused: Refused };

const PASSING = new Set([408, 425, 429]);
/** So often may the server crash over one operation before the others go on without it. */
export const CRASHES = 8;

/** Tell what passes from what stays: only an answer of the server's own can refuse. */
export function judge(error: unknown, crashes = 0): Verdict {
  if (!(error instanceof CallFailed)) return { kind: "again", trouble: "server" };
  const { status, code, trouble, more } = error;
  const crashed = status === 500 && code === "internal" && crashes >= CRASHES;
  // Without a code it is a proxy or a portal in between that speaks, not the server.
  const final = trouble === "refused" && code !== "" && status !== 401 && !PASSING.has(status);
  if (final || crashed) {
    const { details } = more;
    const why = { code, detail: error.message, status, ...(details ? { details } : {}) };
    return { kind: "refused", refused: why };
  }
  const seconds = more.retryAfter;
  const shown = trouble === "refused" ? "server" : trouble;
  return { kind: "again", trouble: shown, ...(seconds === undefined ? {} : { seconds }) };
}

/** How long to wait before trying again, in milliseconds; `random` is from 0 to 1. */
export function pause(tries: number, seconds = 0, random = Math.random()): number {
  const backoff = Math.min(500 * 2 ** tries, 15_000);
  return Math.max(seconds * 1000, backoff * (0.75 + random / 2));
}

export function waiting(all: readonly Operation[], person: number | null): Operation[] {
  return all.filter((one) => one.person === person && one.refused === null);
}

export function refusedOnes(all: readonly Operation[], person: number | null): Operation[] {
  return all.filter((one) => one.person === person && one.refused !== null);
}

/** What else waits about the same thing, tapped after it. */
function standsOn(one: Operation, other: Operation): boolean {
  const same = one.about === other.about && one.person === other.person;
  return same && other.place > one.place && other.refused === null;
}

function mapped(
  all: readonly Operation[],
  which: (one: Operation) => boolean,
  change: (one: Operation) => Operation,
): Operation[] {
  return all.map((one) => (which(one) ? change(one) : one));
}

function onVersion(one: Operation, version: number): Operation {
  return "version" in one.body ? { ...one, body: { ...one.body, version } } : one;
}

export function attempted(all: readonly Operation[], id: string): Operation[] {
  return mapped(
    all,
    (one) => one.id === id && !one.attempted,
    (one) => ({ ...one, attempted: true }),
  );
}

/** It is answered: the next about the same thing stands on what came of it. */
export function answered(all: readonly Operation[], id: string, version?: number): Operation[] {
  const done = all.find((one) => one.id === id);
  if (!done) return [...all];
  const rest = all.filter((one) => one.id !== id);
  return version === undefined ? rest : moved(rest, done, version);
}

/** Each step makes the version one greater. */
function moved(rest: Operation[], done: Operation, version: number): Operation[] {
  let next = version;
  return rest.map((one) => {
    if (!standsOn(done, one)) return one;
    next += 1;
    return one.body["version"] === next - 1 ? one : onVersion(one, next - 1);
  });
}

/** It goes out again on a newer version, and what stands on it too. */
export function rebased(all: readonly Operation[], id: string, version: number): Operation[] {
  const based = mapped(
    all,
    (one) => one.id === id,
    (one) => onVersion(one, version),
  );
  const changed = based.find((one) => one.id === id);
  return changed ? moved(based, changed, version + 1) : based;
}

/** The server will never do it; neither what was tapped on top of it. */
export function refused(all: readonly Operation[], id: string, why: Refused): Operation[] {
  const first = all.find((one) => one.id === id);
  if (!first) return [...all];
  return mapped(
    all,
    (one) => one.id === id || standsOn(first, one),
    (one) => ({ ...one, refused: why }),
  );
}

export function without(all: readonly Operation[], id: string): Operation[] {
  return all.filter((one) => one.id !== id);
}

/** Take back what never left this device and nothing stands on. */
export function withdrawn(all: readonly Operation[], id: string): Operation[] {
  const one = all.find((other) => other.id === id);
  const free = one && !one.attempted && !all.some((other) => standsOn(one, other));
  return free ? without(all, id) : [...all];
}
