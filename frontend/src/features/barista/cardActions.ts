/** What may be done to a ticket, as buttons: the one thing usually next, and the rest. Pure. */
import type { Ticket, TicketAction } from "../../api/views";
import type { Ask } from "./desk";

export type Tone = "primary" | "accent" | "good";

export interface Primary {
  action: TicketAction;
  tone: Tone;
}

/** The one thing usually done next, in each lane. */
const NEXT: Partial<Record<Ticket["state"], Primary>> = {
  scheduled: { action: "start", tone: "primary" },
  queued: { action: "start", tone: "primary" },
  started: { action: "bump", tone: "accent" },
  made: { action: "collect", tone: "good" },
};

/** First of all, where a ticket tells an allergy. */
const READ: Primary = { action: "acknowledge", tone: "primary" };

/** What is asked first. */
export const ASKED: Partial<Record<TicketAction, Ask>> = {
  void: "void",
  remake: "remake",
  move: "move",
};

export function isCovered(ticket: Ticket): boolean {
  return ticket.actions.includes("acknowledge");
}

export function primaryOf(ticket: Ticket): Primary | null {
  const next = isCovered(ticket) ? READ : NEXT[ticket.state];
  return next && ticket.actions.includes(next.action) ? next : null;
}

export function restOf(ticket: Ticket): TicketAction[] {
  const primary = primaryOf(ticket);
  return ticket.actions.filter((action) => action !== primary?.action);
}

const BY_PHONE: readonly Ticket["channel"][] = ["sms", "whatsapp", "voice", "web"];

/** Whether a text may reach whoever ordered it. */
export function canText(ticket: Ticket): boolean {
  return !ticket.opted_out && BY_PHONE.includes(ticket.channel);
}
