import type { Details } from "../../api/http";
import { counted } from "../../i18n/counting";

const STATES: Record<string, string> = {
  scheduled: "It is booked for later.",
  queued: "It waits to be started.",
  started: "It is being made.",
  made: "It is ready already.",
  collected: "It is collected already.",
  uncollected: "Nobody came for it.",
  voided: "It is cancelled.",
};

/** How the ticket stands, as far as the server has said. */
function now({ by, state }: Details): string {
  if (by) return `${by} started this.`;
  return STATES[state ?? ""] ?? "";
}

/** Why the server refused something, by its code. */
const refused = {
  version_conflict: (it: Details) => `It changed meanwhile; look at it again. ${now(it)}`,
  not_legal_now: (it: Details) => `That cannot be done as it stands. ${now(it)}`,
  allergy_not_acknowledged: ({ allergy = "" }: Details) => `Read its allergy first. ${allergy}`,
  nothing_to_claim: "Nothing waits there that is free to take.",
  own_work_first: "Something waits here already; make that first.",
  station_full: ({ station = "That station" }: Details) =>
    `${station} has all the work it may have waiting.`,
  station_cannot_make_it: ({ station = "That station" }: Details) =>
    `${station} cannot make it now.`,
  not_enough: ({ missing = [] }: Details) =>
    `There is not enough left here; restock first. ${missing.join(", ")}`,
  cannot_be_made: ({ what = "it", at }: Details) =>
    `No open station can make ${what} ${at ? `at ${at}` : "now"}.`,
  stations_busy: "Every station that can make it has all the work it may have.",
  nobody_there: "Nobody who can make it is there at that time.",
  not_for_then: "No order is taken for that time.",
  not_taking_orders: "The event takes no orders now.",
  over_the_cap: ({ most = 0 }: Details) =>
    most > 0
      ? counted("en", most, {
          one: "At most # cup is allowed.",
          other: "At most # cups are allowed.",
        })
      : "That is more than is allowed.",
  over_the_cap_a_person: ({ left = 0 }: Details) =>
    counted("en", left, {
      one: "# cup is left for this phone.",
      other: "# cups are left for this phone.",
    }),
  too_late: "It is too late: it is being made, or made.",
  no_phone: "This order has no phone, so no text reaches its customer: call the number out.",
  opted_out: "This customer wants no texts: call the number out.",
  question_open: ({ asked_by = "Somebody", order_number = "" }: Details) =>
    `${asked_by} has asked this customer already and waits for the answer. ${order_number}`,
  no_such_canned_text: "That text is not there any more.",
  no_printer: "This station has no label printer; an organiser sets one up.",
  no_ticket: "That ticket is not there any more.",
  no_order: "That order is not there any more.",
  no_station: "That station is not there any more.",
  no_event: "There is no such event, or it is not yours.",
  no_menu: "This event has no menu yet.",
  not_on_the_menu: "That is not on the menu any more.",
  not_found: "There is no such thing here.",
  conflict: "Somebody else was first; look again.",
  exists_already: "There is one already; look again.",
  idempotency_key_reused: "That was sent twice in different words; do it once more.",
  invalid: "The server did not understand that.",
  unstorable: "A number is too large, or the text holds what cannot be kept.",
  forbidden: "Your role may not do that.",
  bad_password: "A password has 10 to 72 characters; those with accents count for several.",
  locked: "That was wrong too often. Wait a little before the next try.",
  too_many_guesses: "That was wrong too often here. Wait a little before the next try.",
  too_many_requests: "That was too much at once. Wait a little.",
  internal: "The server failed at it. Tell whoever runs it.",
};

export type Refused = typeof refused;
export default refused;
