/**
 * The board as a person sees it: what the server said last, and on it what they have tapped since.
 * An operation shows while the thing it is about stands where it stood; once the server has gone
 * further, the server is right.
 */
import type { Operation } from "../../api/outbox";
import type { SoldOut, Station, StationState, Ticket, TicketAction } from "../../api/views";
import type { Board } from "./board";
import moves from "./moves.json";

type Moves = Partial<Record<TicketAction, Ticket["state"]>>;
const MOVES = moves as Record<Ticket["state"], Moves>;

export function withWaiting(board: Board, operations: readonly Operation[]): Board {
  return operations.reduce(applied, board);
}

function applied(board: Board, one: Operation): Board {
  const [kind, id] = one.about.split(":", 2);
  if (kind === "ticket") return onTicket(board, Number(id), one);
  if (kind === "station" && Number(id) === board.station.id) {
    return { ...board, station: onStation(board.station, one) };
  }
  if (kind === "86") return { ...board, soldOut: onSoldOut(board.soldOut, one) };
  return board;
}

function onTicket(board: Board, id: number, one: Operation): Board {
  const ticket = board.tickets.get(id);
  const after = ticket && ticketAfter(ticket, one);
  if (!after || after === ticket) return board;
  return { ...board, tickets: new Map(board.tickets).set(id, after) };
}

/** A ticket as an operation will leave it, where it still stands as it was seen. */
export function ticketAfter(ticket: Ticket, one: Operation): Ticket {
  if (one.deed.what === "ask") return asked(ticket, one);
  const body = one.body as { action?: TicketAction; version?: number; station?: number };
  if (!body.action || body.version !== ticket.version) return ticket;
  const state = stateAfter(ticket, body.action);
  if (!state) return ticket;
  const marked = { ...ticket, ...marks(ticket, body.action, one, body.station) };
  const moved: Ticket = { ...marked, state, version: ticket.version + 1 };
  return { ...moved, actions: legal(moved) };
}

function asked(ticket: Ticket, one: Operation): Ticket {
  const text = String(one.body["text"]);
  const at = new Date(one.at).toISOString();
  if (ticket.question?.text === text) return ticket;
  const question = { text, asked_by: one.who, asked_at: at, answer: null, answered_at: null };
  return { ...ticket, version: ticket.version + 1, question };
}

/** The same rule as the server's, which knows two cases that a table does not. */
function stateAfter(ticket: Ticket, action: TicketAction): Ticket["state"] | undefined {
  if (action === "recall" && ticket.state === "made" && !ticket.started_at) return "queued";
  if (action === "recall" && ticket.state === "started" && ticket.release_at) return "scheduled";
  return MOVES[ticket.state][action];
}

function marks(
  ticket: Ticket,
  action: TicketAction,
  { who, at }: Operation,
  station: number | undefined,
): Partial<Ticket> {
  const now = new Date(at).toISOString();
  switch (action) {
    case "start":
      return { started_at: now, started_by: who };
    case "bump":
      return { made_at: now };
    case "remake":
      return { made_at: null, started_at: null, started_by: null, release_at: null };
    case "recall":
      return recalled(ticket);
    case "hold":
      return { held: true };
    case "release":
      return { held: false };
    case "move":
      return station === undefined ? {} : { station_id: station };
    case "acknowledge":
      return acknowledged(ticket, who, now);
    default:
      return {};
  }
}

function recalled(ticket: Ticket): Partial<Ticket> {
  if (ticket.state === "made" && ticket.started_at) return { made_at: null };
  if (ticket.state === "made" || ticket.state === "started") {
    return { made_at: null, started_at: null, started_by: null };
  }
  return {};
}

function acknowledged(ticket: Ticket, who: string, now: string): Partial<Ticket> {
  if (!ticket.allergy) return {};
  return { allergy: { ...ticket.allergy, acknowledged_by: who, acknowledged_at: now } };
}

/** What may be done to it, without asking. */
export function legal(ticket: Pick<Ticket, "state" | "allergy" | "held">): TicketAction[] {
  const covered = ticket.allergy !== null && ticket.allergy.acknowledged_by === null;
  const wanted: Partial<Record<TicketAction, boolean>> = {
    start: !covered,
    bump: !covered,
    acknowledge: covered,
    hold: !ticket.held,
    release: ticket.held,
  };
  const actions = Object.keys(MOVES[ticket.state]) as TicketAction[];
  return actions.filter((action) => wanted[action] ?? true);
}

function onStation(station: Station, one: Operation): Station {
  const { state, version } = one.body as { state: StationState; version: number };
  if (version !== station.version) return station;
  return { ...station, state, version: version + 1, silent_since: null };
}

function onSoldOut(known: Board["soldOut"], one: Operation): Board["soldOut"] {
  const [named] = Object.entries(one.body) as [SoldOut["kind"], string][];
  if (!named) return known;
  const [kind, name] = named;
  const rest = known.list.filter((entry) => entry.kind !== kind || entry.name !== name);
  if (one.method === "DELETE") return { ...known, list: rest };
  if (rest.length < known.list.length) return known;
  const at = new Date(one.at).toISOString();
  const entry: SoldOut = { kind, name, station: null, until: null, by: one.who, at };
  return { ...known, list: [...known.list, entry] };
}

/** What is tapped waits, and stands on nothing else: undoing it is not to send it. */
export function undoneBy(
  waiting: readonly Operation[],
  ticket: Ticket,
  action: TicketAction,
): Operation | null {
  if (action !== "recall") return null;
  const last = waiting.filter((one) => one.about === `ticket:${ticket.id}`).at(-1);
  const closes = ["start", "bump", "collect", "uncollected"].includes(last?.deed.what ?? "");
  return last && closes && !last.attempted ? last : null;
}
