/** The one outbox of this page, on the real server. */
import { useSyncExternalStore } from "react";
import { seen } from "./deeds";
import { CallFailed, json, request } from "./http";
import { forgetKept } from "./kept";
import type { Operation } from "./outbox";
import { Outbox, type OutboxView } from "./outboxQueue";
import { readSession, subscribe } from "./session";
import type { Ticket } from "./views";

interface Listed {
  tickets: Ticket[];
  later: Ticket[];
}

async function send(one: Operation): Promise<unknown> {
  const headers = { "Idempotency-Key": one.id, Accept: "application/json" };
  const { method, path, body, person } = one;
  const response = await request(path, { method, body, headers, signed: true, as: person });
  // What is no JSON was not said by the server, and is tried again.
  return response.json();
}

function versionConflict(error: unknown): error is CallFailed {
  return error instanceof CallFailed && error.status === 409 && error.code === "version_conflict";
}

/** A ticket whose drinks and place are as they were seen may have been noted upon meanwhile. */
export async function review(one: Operation, error: unknown): Promise<number | null> {
  if (!versionConflict(error) || one.station === undefined) return null;
  const listed = await json<Listed>(`/api/stations/${one.station}/tickets`, {
    signed: true,
  }).catch(() => null);
  const now = [...(listed?.tickets ?? []), ...(listed?.later ?? [])].find(
    (ticket) => one.about === `ticket:${ticket.id}`,
  );
  return now && seen(now) === one.saw ? now.version : null;
}

/** Somebody else did the same first: the ticket shows who, so nothing went wrong. */
export function doneAlready(one: Operation, error: unknown): number | null {
  if (!(error instanceof CallFailed) || error.status !== 409 || !error.state) return null;
  return error.state === one.wants ? (error.more.version ?? null) : null;
}

let made: Outbox | null = null;

/** Opened by the first who needs it: a display or a customer's page has none. */
export function outbox(): Outbox {
  if (made) return made;
  const opened = new Outbox({ me: () => readSession().user, send, review, doneAlready });
  made = opened;
  window.addEventListener("online", () => opened.wake());
  subscribe(() => {
    if (readSession().state === "signed-in") opened.wake();
    if (readSession().state === "signed-out") void forgetKept();
  });
  // Asked for, so that the browser does not clear it away when its disk is full.
  void navigator.storage?.persist?.().catch(() => false);
  return opened;
}

export function useOutbox(): OutboxView {
  const box = outbox();
  return useSyncExternalStore(box.subscribe, box.read);
}
