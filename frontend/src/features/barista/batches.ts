/**
 * Drinks that are best made together: same item, same marked choices. Pure.
 *
 * A batch begins with its first ticket's turn; the others are pulled up to it. That lengthens the
 * wait of whoever is passed, and may make none of them late: nobody's promise pays for a full jug.
 */
import type { MenuDocument } from "../../api/document";
import type { Line, Ticket } from "../../api/views";
import { remembering } from "./remembering";

export interface Batch {
  key: string;
  line: Line;
  tickets: Ticket[];
  cups: number;
  /** Who is passed, and how much longer they wait. */
  passed: Ticket[];
  seconds: number;
}

export interface Work {
  now: number;
  /** How many drinks are made at a time. */
  parallel: number;
  /** What is being made. */
  started: readonly Ticket[];
}

/** More do not fit on a bench. */
export const MOST_CUPS = 6;
/** A batch that passes more than this has its advantage paid for by half the house. */
export const MOST_PASSED = 5;
const SECOND = 1000;

/** The groups whose values have marks, which is what drinks are made together by. */
function markedGroups(menu: MenuDocument): string[] {
  return Object.entries(menu.options)
    .filter(([, group]) => Object.values(group?.values ?? {}).some((value) => value?.mark))
    .map(([name]) => name);
}

/** What drinks must have in common; null for a ticket that is not all of one kind. */
export const batchKey = remembering((menu, ticket: Ticket): string | null => {
  const groups = markedGroups(menu);
  const keys = ticket.lines.map((line) => {
    const marked = groups.map((group) => line.options[group]).filter((one) => one !== undefined);
    return marked.length === 0 ? null : JSON.stringify([line.item, ...marked]);
  });
  const [first] = keys;
  return first !== undefined && keys.every((key) => key === first) ? first : null;
});

/** Batches that may be started now: those that pass the fewest before the others. */
export function batches(menu: MenuDocument | null, queue: readonly Ticket[], work: Work): Batch[] {
  if (!menu) return [];
  const ends = endsOf(queue, work);
  const found = new Map<string, number[]>();
  queue.forEach((ticket, at) => {
    const key = batchKey(menu, ticket);
    if (key === null || !ticket.actions.includes("start")) return;
    found.set(key, [...(found.get(key) ?? []), at]);
  });
  const there = [...found].flatMap(([key, members]) => {
    const batch = members.length > 1 ? gathered(key, members, queue, ends, work) : null;
    return batch ? [batch] : [];
  });
  return there.sort((a, b) => a.passed.length - b.passed.length);
}

/** When each of a queue would be done if nobody were passed, by the menu's times. */
function endsOf(queue: readonly Ticket[], work: Work): number[] {
  const begun = work.started.reduce((seconds, ticket) => {
    const since = (work.now - Date.parse(ticket.started_at ?? ticket.age_from)) / SECOND;
    return seconds + Math.max(0, ticket.prep_seconds - Math.max(0, since));
  }, 0);
  let seconds = begun;
  return queue.map((ticket) => {
    seconds += ticket.prep_seconds;
    return work.now + (seconds / work.parallel) * SECOND;
  });
}

/** Take members in their order, as long as everybody who is passed bears it. */
function gathered(
  key: string,
  members: readonly number[],
  queue: readonly Ticket[],
  ends: readonly number[],
  work: Work,
): Batch | null {
  let chosen: Batch | null = null;
  let taken: number[] = [];
  for (const member of members) {
    const next = [...taken, member];
    const batch = describe(key, next, queue, ends, work);
    if (batch === null) continue;
    taken = next;
    chosen = batch;
  }
  return chosen && chosen.tickets.length > 1 ? chosen : null;
}

function describe(
  key: string,
  members: readonly number[],
  queue: readonly Ticket[],
  ends: readonly number[],
  work: Work,
): Batch | null {
  const [first = 0] = members;
  const last = members.at(-1) ?? first;
  const tickets = members.flatMap((at) => queue[at] ?? []);
  const [line] = tickets[0]?.lines ?? [];
  const cups = tickets.reduce((sum, one) => sum + cupsOf(one), 0);
  if (!line || cups > MOST_CUPS) return null;
  const passed: Ticket[] = [];
  let longest = 0;
  for (let at = first + 1; at < last; at += 1) {
    const ticket = queue[at];
    if (!ticket || members.includes(at)) continue;
    const pulled = members.filter((member) => member > at);
    const seconds = pulled.reduce((sum, one) => sum + (queue[one]?.prep_seconds ?? 0), 0);
    const longer = seconds / work.parallel;
    if (!bears(ticket, (ends[at] ?? 0) + longer * SECOND)) return null;
    passed.push(ticket);
    if (passed.length > MOST_PASSED) return null;
    longest = Math.max(longest, longer);
  }
  return { key, line, tickets, cups, passed, seconds: Math.round(longest) };
}

/** Whether a ticket may be passed: it does not go first, and its promise is kept all the same. */
function bears(ticket: Ticket, done: number): boolean {
  return !ticket.priority && done <= Date.parse(ticket.promise.latest);
}

export function cupsOf(ticket: Ticket): number {
  return ticket.lines.reduce((sum, line) => sum + line.quantity, 0);
}
