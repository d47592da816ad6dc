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

const SHOWN: readonly TicketState[] = ["queued", "started", "made"];
const MINUTE = 60_000;
/** Of those gone, or not collected, how many are remembered: a screen runs for days. */
const GONE = 300;

export function reduceScreen(screen: Screen | null, news: News<DisplaySnapshot>): Screen | null {
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
    case "WaitChanged":
      return { ...screen, wait: news.data.wait };
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
  // One told again in the same version is shown otherwise: another policy for names.
  if (known && known.version > call.version) return screen;
  const calls = new Map(screen.calls);
  // Put last: the first ones are those longest gone.
  calls.delete(call.ticket);
  calls.set(call.ticket, call);
  return { ...screen, calls: withoutLongGone(calls) };
}

function withoutLongGone(calls: Map<number, Call>): Map<number, Call> {
  const gone = [...calls.values()].filter((call) => !SHOWN.includes(call.state));
  for (const call of gone.slice(0, -GONE)) calls.delete(call.ticket);
  return calls;
}

function withStation(screen: Screen, station: PublicStation): Screen {
  const before = screen.stations.find((one) => one.id === station.id);
  if (before && before.version > station.version) return screen;
  const others = screen.stations.filter((one) => one.id !== station.id);
  return { ...screen, stations: [...others, station].sort((a, b) => a.id - b.id) };
}

/** The station that an address names, by its name or its id. */
export function stationNamed(screen: Screen, wanted: string): PublicStation | undefined {
  const name = wanted.trim().toLowerCase();
  return (
    screen.stations.find((one) => one.name.toLowerCase() === name) ??
    screen.stations.find((one) => String(one.id) === name)
  );
}

export interface Columns {
  /** Ready, the newest first. */
  ready: Call[];
  /** Being made, the oldest first. */
  making: Call[];
  /** Waiting their turn. */
  next: Call[];
  /** What nobody came for lately, the newest first. */
  missed: Call[];
}

/** Sort the calls into columns, of all stations or of one. */
export function columnsOf(screen: Screen, station: string | null, now: number): Columns {
  const calls = [...screen.calls.values()].filter(
    (call) => station === null || call.station === station,
  );
  const oldest = (a: Call, b: Call) => a.since.localeCompare(b.since) || a.ticket - b.ticket;
  const of = (state: TicketState) => calls.filter((call) => call.state === state).sort(oldest);
  const since = now - screen.event.display.missed_minutes * MINUTE;
  return {
    ready: of("made").reverse(),
    making: of("started"),
    next: of("queued"),
    missed: of("uncollected")
      .filter((call) => Date.parse(call.since) > since)
      .reverse(),
  };
}
