/** What fits into a column, and which part of it is shown now: pure. */
import type { Call } from "../../api/views";

/** How long a number that has just got ready stands out, and is on every page. */
export const FRESH_MS = 30_000;

export function isFresh(call: Call, now: number): boolean {
  return call.state === "made" && now - Date.parse(call.since) < FRESH_MS;
}

export interface Room {
  width: number;
  height: number;
  gap: number;
}

export interface Arrangement {
  /** The station stands below its number, for more numbers on the screen. */
  dense: boolean;
  columns: number;
  capacity: number;
}

/** Of the type's size: a digit's width, what stands beside a number, the height of a call. */
const DIGIT = 0.585;
const BESIDE = 1.9;
const PADDING = 0.28;
const NARROWEST = 1.9;
export const ROW = { roomy: 1.16, dense: 1.28 };

function fitting(room: number, each: number, gap: number): number {
  return Math.max(1, Math.floor((room + gap) / (each + gap)));
}

/** Lay out so many calls: with station and name beside the number if all fit, else below it. */
export function arrange(room: Room, calls: Call[], size: number): Arrangement {
  const digits = Math.max(2, ...calls.map((call) => call.number.length));
  const number = digits * DIGIT + PADDING;
  const laidOut = (width: number, height: number) => {
    const columns = fitting(room.width, width * size, room.gap);
    return { columns, capacity: columns * fitting(room.height, height * size, room.gap) };
  };
  const roomy = laidOut(number + BESIDE, ROW.roomy);
  if (calls.length <= roomy.capacity) return { dense: false, ...roomy };
  return { dense: true, ...laidOut(Math.max(number, NARROWEST), ROW.dense) };
}

export interface Page {
  shown: Call[];
  page: number;
  pages: number;
}

/** Turn pages where there is more than fits; what is fresh is on each of them. */
export function pageOf(all: Call[], capacity: number, turn: number, now: number): Page {
  if (all.length <= capacity) return { shown: all, page: 1, pages: 1 };
  const pinned = all.filter((call) => isFresh(call, now)).slice(0, Math.floor(capacity / 2));
  const rest = all.filter((call) => !pinned.includes(call));
  const each = capacity - pinned.length;
  const pages = Math.ceil(rest.length / each);
  const page = turn % pages;
  return {
    shown: [...pinned, ...rest.slice(page * each, (page + 1) * each)],
    page: page + 1,
    pages,
  };
}
