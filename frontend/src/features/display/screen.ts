/** What a public screen knows: a pure reducer over the snapshot and the changes. */
import type { News } from "../../api/live";
import type {
  Call,
  DisplaySnapshot,
  PublicStation,
  SoldOutNames,
  TicketState,
} from "../../api/views";

export interface Screen {
  event: DisplaySnapshot["event"];
  stations: PublicStation[];
  /** Calls shown, and gone ones: an older push must not bring those back. */
  calls: ReadonlyMap<number, Call>;
  wait: DisplaySnapshot["wait"];
  soldOut: string[];
}

/** The wait is read now and then: it changes without anything happening. */
export interface WaitRead {
  type: "WaitRead";
  wait: Screen["wait"];
}

const SHOWN: readonly TicketState[] = ["queued", "started", "made"];

export function reduceScreen(
  screen: Screen | null,
  news: News<DisplaySnapshot, WaitRead>,
): Screen | null {
  if ("snapshot" in news) return fromSnapshot(screen, news.snapshot);
  if (!screen) return screen;
  switch (news.type) {
    case "CallChanged":
      return withCall(screen, news.data);
    case "StationChanged":
      return withStation(screen, news.data);
    case "EventChanged":
      return news.data.version < screen.event.version ? screen : { ...screen, event: news.data };
    case "SoldOutChanged":
      return { ...screen, soldOut: (news.data as SoldOutNames).sold_out };
    case "WaitRead":
      return { ...screen, wait: news.wait };
    default:
      return screen;
  }
}

function fromSnapshot(screen: Screen | null, snapshot: DisplaySnapshot): Screen {
  const known = screen?.calls ?? new Map<number, Call>();
  const calls = new Map([...known].filter(([, call]) => !SHOWN.includes(call.state)));
  for (const call of snapshot.calls) {
    const mine = known.get(call.ticket);
    calls.set(call.ticket, mine && mine.version > call.version ? mine : call);
  }
  const { event, stations, wait, sold_out: soldOut } = snapshot;
  return { event, stations, calls, wait, soldOut };
}

function withCall(screen: Screen, call: Call): Screen {
  const known = screen.calls.get(call.ticket);
  if (known && known.version >= call.version) return screen;
  return { ...screen, calls: new Map(screen.calls).set(call.ticket, call) };
}

function withStation(screen: Screen, station: PublicStation): Screen {
  const before = screen.stations.find((one) => one.id === station.id);
  if (before && before.version > station.version) return screen;
  const others = screen.stations.filter((one) => one.id !== station.id);
  return { ...screen, stations: [...others, station].sort((a, b) => a.id - b.id) };
}

export interface Columns {
  /** Ready, the newest first. */
  ready: Call[];
  /** Being made, the oldest first. */
  making: Call[];
  /** Waiting their turn. */
  next: Call[];
}

/** Sort the calls into columns, of all stations or of one. */
export function columnsOf(screen: Screen, station: string | null): Columns {
  const wanted = station?.toLowerCase() ?? null;
  const calls = [...screen.calls.values()].filter(
    (call) => wanted === null || call.station.toLowerCase() === wanted,
  );
  const oldest = (a: Call, b: Call) => a.since.localeCompare(b.since) || a.ticket - b.ticket;
  const of = (state: TicketState) => calls.filter((call) => call.state === state).sort(oldest);
  return { ready: of("made").reverse(), making: of("started"), next: of("queued") };
}

/** What fits at a time, and which part of it is shown now. */
export function pageOf<T>(all: T[], capacity: number, turn: number) {
  const pages = Math.max(1, Math.ceil(all.length / Math.max(1, capacity)));
  const page = turn % pages;
  return { shown: all.slice(page * capacity, (page + 1) * capacity), page: page + 1, pages };
}
