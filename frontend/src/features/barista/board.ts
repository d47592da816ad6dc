/** What a tablet knows of its station: a pure reducer over the snapshot and the changes. */
import type { News } from "../../api/live";
import type {
  SoldOut,
  SoldOutList,
  Station,
  StationSnapshot,
  Ticket,
  TicketState,
} from "../../api/views";
import { aroundOf, reduceAround, type Around } from "./around";

export interface Board {
  station: Station;
  /** Open tickets, and closed ones of this shift: an older push must not bring those back. */
  tickets: ReadonlyMap<number, Ticket>;
  soldOut: { list: SoldOut[]; version: number };
  around: Around;
}

export type LaneName = "queued" | "started" | "made";
export type Lanes = Record<LaneName, Ticket[]>;

const CLOSED: readonly TicketState[] = ["collected", "uncollected", "voided"];
const RECALLABLE = 20;

export function reduceBoard(board: Board | null, news: News<StationSnapshot>): Board | null {
  if ("snapshot" in news) return fromSnapshot(board, news.snapshot);
  if (!board) return board;
  switch (news.type) {
    case "TicketChanged":
      return withTicket(board, news.data as Ticket);
    case "StationChanged": {
      const station = news.data as Station;
      const newer = station.id === board.station.id && station.version >= board.station.version;
      return newer ? { ...board, station } : board;
    }
    case "SoldOutChanged": {
      if (news.version < board.soldOut.version) return board;
      const list = (news.data as SoldOutList).sold_out;
      return { ...board, soldOut: { list, version: news.version } };
    }
    default: {
      const around = reduceAround(board.around, news);
      return around === board.around ? board : { ...board, around };
    }
  }
}

function fromSnapshot(board: Board | null, snapshot: StationSnapshot): Board {
  const known = board?.tickets ?? new Map<number, Ticket>();
  const tickets = new Map([...known].filter(([, ticket]) => CLOSED.includes(ticket.state)));
  for (const ticket of [...snapshot.tickets, ...snapshot.later]) {
    const mine = known.get(ticket.id);
    tickets.set(ticket.id, mine && mine.version > ticket.version ? mine : ticket);
  }
  const mine = board?.station;
  const station = mine && mine.version > snapshot.station.version ? mine : snapshot.station;
  return {
    station,
    tickets,
    soldOut: { list: snapshot.sold_out, version: board?.soldOut.version ?? 0 },
    around: aroundOf(board?.around ?? null, snapshot.event),
  };
}

function withTicket(board: Board, ticket: Ticket): Board {
  const known = board.tickets.get(ticket.id);
  if (known && known.version >= ticket.version) return board;
  return { ...board, tickets: new Map(board.tickets).set(ticket.id, ticket) };
}

/** The tickets that stand here, in lane order. */
export function lanesOf(board: Board): Lanes {
  const lanes: Lanes = { queued: [], started: [], made: [] };
  for (const ticket of board.tickets.values()) {
    if (ticket.station_id !== board.station.id) continue;
    if (ticket.state in lanes) lanes[ticket.state as LaneName].push(ticket);
  }
  for (const lane of Object.values(lanes)) {
    lane.sort((a, b) => a.position - b.position || a.id - b.id);
  }
  return lanes;
}

/** The tickets for later that wait for this station, the next one first. */
export function laterOf(board: Board): Ticket[] {
  return [...board.tickets.values()]
    .filter((ticket) => ticket.state === "scheduled" && ticket.station_id === board.station.id)
    .sort((a, b) => releaseOf(a) - releaseOf(b) || a.id - b.id);
}

function releaseOf(ticket: Ticket): number {
  return Date.parse(ticket.release_at ?? ticket.promise.earliest);
}

/** What was closed here lately and can be brought back, the last first. */
export function recallable(board: Board): Ticket[] {
  return [...board.tickets.values()]
    .filter((ticket) => CLOSED.includes(ticket.state) && ticket.actions.includes("recall"))
    .filter((ticket) => ticket.station_id === board.station.id)
    .reverse()
    .slice(0, RECALLABLE);
}

export interface Age {
  level: "calm" | "soon" | "late";
  /** What its word is about, and how many minutes. */
  says: "ready" | "at" | "late" | "due";
  minutes: number;
}

const MINUTE = 60_000;

/** How a ticket stands to what the customer was promised. */
export function ageOf(ticket: Ticket, now: number): Age {
  if (ticket.state === "made") {
    const minutes = Math.floor((now - Date.parse(ticket.made_at ?? ticket.age_from)) / MINUTE);
    return { level: "calm", says: "ready", minutes };
  }
  const latest = Date.parse(ticket.promise.latest);
  if (ticket.state === "scheduled" && now <= latest) {
    return { level: "calm", says: "at", minutes: 0 };
  }
  if (now > latest) {
    const minutes = Math.max(1, Math.floor((now - latest) / MINUTE));
    return { level: "late", says: "late", minutes };
  }
  const minutes = Math.ceil((latest - now) / MINUTE);
  const soon = now > Date.parse(ticket.promise.earliest);
  return { level: soon ? "soon" : "calm", says: "due", minutes };
}
