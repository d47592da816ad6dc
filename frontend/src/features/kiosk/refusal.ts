/** Why the server did not take an order, and whether it is certain that it did not: pure. */
import { CallFailed } from "../../api/http";

export type Refusal = "closed" | "many" | "person" | "made" | "busy" | "phone" | "changed";

const BY_CODE: Record<string, Refusal> = {
  not_taking_orders: "closed",
  over_the_cap: "many",
  over_the_cap_a_person: "person",
  cannot_be_made: "made",
  stations_busy: "busy",
  nobody_there: "busy",
};

/** Answers that say nothing of the order itself: it is sent again. */
const PASSING = new Set([408, 425, 429]);

/** Null where the order may have been placed, or may be taken later: it is sent again as it is. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof CallFailed) || error.trouble !== "refused") return null;
  // Without a code it is a proxy or a portal between us and the server: it knows of no order.
  if (error.code === "" || PASSING.has(error.status)) return null;
  const known = BY_CODE[error.code];
  if (known) return known;
  return error.status === 422 && error.message.includes("phone") ? "phone" : "changed";
}
