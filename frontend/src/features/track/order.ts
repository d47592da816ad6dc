/** What a tracker says of an order: pure, from the view the server sent and the time. */
import type { QueueMoved, Told, TrackAction, TrackedTicket, Tracker } from "../../api/views";
import { clockTime } from "../../i18n/counting";
import type { Language } from "../../i18n/languages";
import type { Words } from "./words";

/** What comes besides changes of the order: its place as others are made, and what was kept. */
export type Own = ({ type: "QueueMoved" } & QueueMoved) | { type: "Answered"; view: Tracker };
export type TrackerNews = { snapshot: Tracker } | Told | Own;

export type Headline =
  "booked" | "queued" | "making" | "partly" | "ready" | "collected" | "missed" | "cancelled";

/** Keep the newer of two: an answer and a push of the same change come in either order. */
export function reduce(state: Tracker | null, news: TrackerNews): Tracker | null {
  if ("snapshot" in news) return news.snapshot;
  switch (news.type) {
    case "TrackChanged":
      return newer(state, news.data);
    case "Answered":
      return newer(state, news.view);
    case "QueueMoved":
      return state && moved(state, news.tickets);
    default:
      return state;
  }
}

function newer(state: Tracker | null, view: Tracker): Tracker {
  return state && state.version > view.version ? state : view;
}

function moved(state: Tracker, places: Record<string, number>): Tracker {
  const tickets = state.tickets.map((ticket) =>
    ticket.state === "queued" ? { ...ticket, ahead: places[ticket.id] ?? ticket.ahead } : ticket,
  );
  const ahead = tickets.flatMap((one) => (one.ahead === null ? [] : [one.ahead]));
  return { ...state, tickets, ahead: ahead.length ? Math.max(...ahead) : null };
}

export function headline(view: Tracker): Headline {
  const states = new Set(view.tickets.map((ticket) => ticket.state));
  if (view.status === "cancelled") return "cancelled";
  if (view.status === "collected") return states.has("uncollected") ? "missed" : "collected";
  if (view.status === "ready") return "ready";
  if (states.has("made")) return "partly";
  if (view.status === "making") return "making";
  return [...states].every((state) => state === "scheduled") ? "booked" : "queued";
}

/** How far it is: 1 ordered, 2 being made, 3 ready; 0 where nothing comes any more. */
export function step(view: Tracker): number {
  switch (headline(view)) {
    case "cancelled":
      return 0;
    case "booked":
    case "queued":
      return 1;
    case "making":
    case "partly":
      return 2;
    default:
      return 3;
  }
}

/** What is said below the headline: the promise, or what to do. */
export function hint(view: Tracker, words: Words, language: Language, now: number): string {
  const at = (time: string): string => clockTime(language, time, view.event.timezone);
  switch (headline(view)) {
    case "booked":
      return words.bookedHint;
    case "ready":
    case "partly":
      return words.readyAt(readyAt(view).join(", "));
    case "collected":
      return words.collectedHint;
    case "missed":
      return words.missedHint;
    case "cancelled":
      return words.cancelledHint;
    default: {
      const { earliest, latest } = view.promise;
      if (now > Date.parse(latest)) return words.overdue;
      return words.promise(at(earliest), at(latest));
    }
  }
}

export function title(view: Tracker, words: Words, language: Language): string {
  const said = headline(view);
  if (said !== "booked") return words[said];
  return words.booked(clockTime(language, view.due ?? view.promise.earliest, view.event.timezone));
}

/** How many drinks come first, while that says anything. */
export function place(view: Tracker, words: Words): string {
  return headline(view) === "queued" && view.ahead !== null ? words.ahead(view.ahead) : "";
}

export function readyAt(view: Tracker): string[] {
  const made = view.tickets.filter((ticket) => ticket.state === "made");
  return [...new Set(made.map((ticket) => ticket.station))];
}

export function ticketState(ticket: TrackedTicket, words: Words): string {
  return {
    scheduled: words.stateBooked,
    queued: words.stateQueued,
    started: words.stateMaking,
    made: words.stateReady,
    collected: words.stateCollected,
    uncollected: words.stateMissed,
    voided: words.stateCancelled,
  }[ticket.state];
}

/** Tickets made since the last view: what the chime is for. Nothing on the first. */
export function newlyReady(before: Tracker | null, after: Tracker): TrackedTicket[] {
  if (!before) return [];
  const made = new Set(before.tickets.filter((one) => one.state === "made").map((one) => one.id));
  return after.tickets.filter((one) => one.state === "made" && !made.has(one.id));
}

export function may(view: Tracker, action: TrackAction): boolean {
  return view.actions.includes(action);
}

/** What "I have it" may be said of: each station that waits, where there are several. */
export function collectable(view: Tracker): TrackedTicket[] {
  return view.tickets.filter((one) => one.state === "made" || one.state === "uncollected");
}

export function lineWords(line: TrackedTicket["lines"][number], language: Language): string {
  const said = line.in_words[language] ?? line.words;
  return line.name ? `${said} (${line.name})` : said;
}

/** How long ago something was heard. */
export function age(milliseconds: number, words: Words): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 5) return words.justNow;
  if (seconds < 60) return words.secondsAgo(seconds);
  if (seconds < 3600) return words.minutesAgo(Math.floor(seconds / 60));
  return words.hoursAgo(Math.floor(seconds / 3600));
}

/** Why an action was not done, in words; `code` is the server's, empty where it was not reached. */
export function trouble(code: string, words: Words): string {
  const known: Record<string, string> = {
    "": words.unreached,
    too_many_requests: words.tooMany,
    too_late: words.tooLate,
    nothing_to_collect: words.nothingToCollect,
    not_late: words.notLate,
  };
  return known[code] ?? words.refused;
}
