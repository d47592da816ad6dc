/** Which of its words the tablet says about its connection: pure. */
import type { Link } from "../../../api/live";
import type { OutboxView } from "../../../api/outboxQueue";
import type { SessionState } from "../../../api/session";

export type Connection = "fine" | "connecting" | "offline" | "reconnecting" | "signedOut" | "error";

/** A tap that is answered within this is not worth a word. */
const WORTH_MS = 1_500;

export function connection(
  link: Link["state"],
  session: SessionState,
  trouble: OutboxView["trouble"],
  online: boolean,
): Connection {
  if (session === "signed-out" || link === "signed-out") return "signedOut";
  if (!online || link === "offline") return "offline";
  if (link === "server-error") return "error";
  if (link === "reconnecting") return "reconnecting";
  if (trouble === "server") return "error";
  return link === "connecting" ? "connecting" : "fine";
}

/** How many taps are worth telling of. */
export function told(taps: readonly { at: number }[], state: Connection, now: number): number {
  const slow = taps.some((tap) => now - tap.at > WORTH_MS);
  return slow || (state !== "fine" && state !== "connecting") ? taps.length : 0;
}

/** When the server was last heard, by whichever way; null where it never was. */
export function lastSync(heardAt: number | null, answeredAt: number | null): number | null {
  if (heardAt === null || answeredAt === null) return heardAt ?? answeredAt;
  return Math.max(heardAt, answeredAt);
}

/** What a page over plain http lacks; over TLS and on this machine it lacks nothing. */
export function lacks(secure: boolean, inMemory: boolean): "storage" | "tls" | null {
  if (inMemory) return "storage";
  return secure ? null : "tls";
}
