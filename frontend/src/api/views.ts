/** What the server sends and takes, as the screens use it. */

export type TicketState =
  "scheduled" | "queued" | "started" | "made" | "collected" | "uncollected" | "voided";

export type TicketAction =
  "start" | "bump" | "recall" | "collect" | "uncollected" | "void" | "move";

export type StationState = "open" | "paused" | "draining" | "closed";

export interface HeldRole {
  event: string;
  event_name: string;
  role: string;
}

export interface User {
  id: number;
  username: string;
  name: string;
  roles: HeldRole[];
}

export interface SignedIn {
  access_token: string;
  expires_in: number;
  user: User;
}

export interface Extra {
  name: string;
  count?: number | null;
  amount?: string | null;
}

export type OptionValue = string | number | (string | number)[];

export interface Line {
  id: number;
  quantity: number;
  item: string;
  options: Record<string, OptionValue>;
  extras: (string | Extra)[];
  notes: string[];
  name: string | null;
}

export interface Ticket {
  id: number;
  event: string;
  order: number;
  number: string;
  state: TicketState;
  version: number;
  channel: string;
  name: string | null;
  lines: Line[];
  actions: TicketAction[];
  station: string;
  station_id: number;
  age_from: string;
  started_at: string | null;
  made_at: string | null;
  promise: { earliest: string; latest: string };
  started_by: string | null;
  position: number;
  note: string | null;
  words: string | null;
  opted_out: boolean;
}

export interface Station {
  id: number;
  event: string;
  name: string;
  state: StationState;
  version: number;
}

export interface SoldOut {
  kind: "item" | "option";
  name: string;
  station: number | null;
  until: string | null;
  by: string;
  at: string;
}

export interface StationSnapshot {
  station: Station;
  tickets: Ticket[];
  sold_out: SoldOut[];
  at: string;
}

export interface Call {
  ticket: number;
  number: string;
  name: string | null;
  station: string;
  state: TicketState;
  since: string;
  version: number;
}

export interface PublicStation {
  id?: number;
  name: string;
  state: StationState;
  version?: number;
}

export interface DisplaySnapshot {
  event: { slug: string; name: string; state: string; number: string | null; timezone: string };
  stations: PublicStation[];
  calls: Call[];
  wait: { earliest_minutes: number; latest_minutes: number } | null;
  sold_out: string[];
  at: string;
}

export interface Message {
  id: number;
  direction: "in" | "out";
  body: string;
  state: string;
  segments: number;
  at: string;
  provider_id: string | null;
  address: string;
  number: string;
  kind: string;
}

export interface PhoneSnapshot {
  messages: Message[];
  at: string;
}

export interface PhoneState {
  enabled: boolean;
  why: string | null;
  events: { slug: string; name: string; number: string }[];
}

/** A text per language. */
export type Words = Record<string, string>;

export interface MenuGroup {
  label?: Words;
  values?: Record<string, { label?: Words; amount?: number | null } | null>;
  counted?: Record<string, { none: string; one: string; many: string }>;
}

/** The menu as its author wrote it; only what the screens read. */
export interface MenuDocument {
  language?: string;
  items: Record<string, { label?: Words } | null>;
  options: Record<string, MenuGroup | null>;
}
