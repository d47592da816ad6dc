/** What the customer does, each thing once however often it is sent. */
import { CallFailed, json } from "../../api/http";
import type { TrackAction, Tracker } from "../../api/views";

/** What was asked for and has no answer yet: asked again it goes under the same key. */
const open = new Map<string, string>();

export type Outcome = { view: Tracker } | { code: string };

/** Do it; a code that is empty means that nobody knows whether it arrived. */
export async function act(token: string, action: TrackAction, ticket?: number): Promise<Outcome> {
  const what = `${action} ${ticket ?? ""}`;
  const key = open.get(what) ?? newKey();
  open.set(what, key);
  try {
    const view = await json<Tracker>(`/api/track/${token}/actions`, {
      method: "POST",
      body: ticket === undefined ? { action } : { action, ticket },
      headers: { "Idempotency-Key": key },
    });
    open.delete(what);
    return { view };
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    if (error.trouble !== "refused") return { code: "" };
    open.delete(what);
    return { code: error.code || "refused" };
  }
}

/** Random, also over plain http, where `randomUUID` is not to be had. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
