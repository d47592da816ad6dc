/**
 * What the server sends and takes, as the screens use it. What the OpenAPI document describes is
 * generated from it; the snapshots of the live rooms and the simulator's answers stand here.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type TicketState = Schemas["TicketState"];
export type TicketAction = Schemas["TicketAction"];
export type StationState = Schemas["StationState"];
export type User = Schemas["UserView"];
export type SignedIn = Schemas["SignedIn"];
export type Station = Schemas["StationView"];
export type SoldOut = Schemas["SoldOutView"];
export type Call = Schemas["CallView"];
export type DisplaySnapshot = Schemas["DisplayView"];
export type PublicStation = Schemas["PublicStation"];

export type OptionValue = string | number | (string | number)[];

/** The document cannot say what a menu's option values are. */
export type Line = Omit<Schemas["LineView"], "options"> & { options: Record<string, OptionValue> };
export type Ticket = Omit<Schemas["TicketView"], "lines"> & { lines: Line[] };

export interface StationSnapshot {
  station: Station;
  tickets: Ticket[];
  sold_out: SoldOut[];
  at: string;
}

/** One text in or out, as the simulated phone shows it. */
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
