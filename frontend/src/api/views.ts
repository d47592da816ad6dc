/**
 * What the server sends and takes, as the screens use it: short names for what is generated from
 * the OpenAPI document, and what that cannot say of a menu.
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
export type Printer = Schemas["PrinterView"];
export type Label = Schemas["LabelView"];
export type Alert = Schemas["AlertView"];
export type PublicEvent = Schemas["PublicEvent"];
export type Category = Schemas["CategoryName"];
export type CannedList = Schemas["CannedList"];
export type DisplaySnapshot = Schemas["DisplayView"];
export type PublicStation = Schemas["PublicStation"];

export type OptionValue = string | number | (string | number)[];

/** The document cannot say what a menu's option values are. */
export type Line = Omit<Schemas["LineView"], "options"> & { options: Record<string, OptionValue> };
export type Question = Schemas["QuestionView"];
export type Ticket = Omit<Schemas["TicketView"], "lines"> & { lines: Line[] };

export type StationSnapshot = Omit<Schemas["StationSnapshot"], "tickets" | "later"> & {
  tickets: Ticket[];
  later: Ticket[];
};
export type StationList = Schemas["StationList"];
export type SoldOutList = Schemas["SoldOutList"];
export type SoldOutNames = Schemas["SoldOutNames"];

export type Message = Schemas["MessageView"];
export type PhoneSnapshot = Schemas["PhoneSnapshot"];
export type PhoneState = Schemas["PhoneState"];

export type Tracker = Schemas["TrackerView"];
export type TrackedTicket = Schemas["TrackedTicket"];
export type TrackAction = Schemas["TrackAction"];
export type QueueMoved = Schemas["QueueView"];

/** What a room pushes. */
export type Change = Schemas["Change"];

/** What a change says, whichever way it came; one at a time, so that `type` still tells. */
export type Told<One extends Change = Change> = One extends Change
  ? Pick<One, "type" | "version" | "data">
  : never;

export type { MenuDocument, MenuGroup, Words } from "./document";
