/** Calls over HTTP, and what can go wrong with them in the words of a screen. */
import { newKey } from "./keys";
import { currentToken, readSession, RefreshFailed, renew, signedOut } from "./session";

const TIMEOUT_MS = 15_000;

export type Trouble = "offline" | "signed-out" | "server" | "refused";

/** What the server says of a refusal besides its code; of each refusal some. */
export interface Details {
  state?: string;
  version?: number;
  by?: string;
  station?: string;
  missing?: string[];
  what?: string;
  /** The time it is wanted for, by the event's clock; none where it is now. */
  at?: string | null;
  most?: number;
  left?: number;
  allergy?: string;
  asked_by?: string;
  order_number?: string;
}

/** A call that did not do what was asked. `message` can be shown as it is. */
export class CallFailed extends Error {
  constructor(
    readonly trouble: Trouble,
    message: string,
    readonly status = 0,
    readonly code = "",
    /** Of what the call was about, as it stands on the server; for a conflict. */
    readonly state = "",
    readonly more: { version?: number; retryAfter?: number; details?: Details } = {},
  ) {
    super(message);
    this.name = "CallFailed";
  }
}

export interface Call {
  method?: string;
  body?: unknown;
  form?: Record<string, string>;
  headers?: Record<string, string>;
  /** Send the access token. */
  signed?: boolean;
  /** Send it as this person or not at all: another may have signed in meanwhile. */
  as?: number;
}

interface Problem extends Details {
  detail?: string;
  code?: string;
}

async function send(path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = { ...call.headers };
  const init: RequestInit = { method: call.method ?? "GET", headers, credentials: "same-origin" };
  if (call.body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(call.body);
  } else if (call.form) {
    init.body = new URLSearchParams(call.form);
  }
  if (call.signed) {
    headers["Authorization"] = `Bearer ${await held(currentToken())}`;
    if (call.as !== undefined && readSession().user?.id !== call.as) throw signedOutFailure();
  }
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    throw unreachable();
  }
}

/** Wait for a token; without one the call fails in the right words. */
async function held(asked: Promise<string | null>): Promise<string> {
  const token = await asked.catch((error: unknown) => {
    throw error instanceof RefreshFailed ? unreachable() : error;
  });
  if (token === null) throw signedOutFailure();
  return token;
}

export function unreachable(): CallFailed {
  return navigator.onLine
    ? new CallFailed("server", "The server does not answer. Nothing was changed; try again.")
    : new CallFailed(
        "offline",
        "You are offline. Nothing was changed; try again when you are back.",
      );
}

function signedOutFailure(): CallFailed {
  return new CallFailed("signed-out", "You are signed out. Sign in to go on.", 401);
}

async function failure(response: Response): Promise<CallFailed> {
  const { status } = response;
  const problem = (await response.json().catch(() => ({}))) as Problem;
  const { detail, code, state, version } = problem;
  const seconds = Number(response.headers.get("Retry-After"));
  const more = {
    ...(version === undefined ? {} : { version }),
    ...(seconds > 0 ? { retryAfter: seconds } : {}),
    details: problem,
  };
  if (status >= 500) {
    const text = "The server has a problem. Nothing was changed; try again in a moment.";
    return new CallFailed("server", text, status, code, "", more);
  }
  const text = detail ?? `The server refused this (${status}).`;
  return new CallFailed("refused", text, status, code, state, more);
}

/** Tell a refused token from a refused password, which is 401 as well. */
async function tokenRefused(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const problem = (await response
    .clone()
    .json()
    .catch(() => ({}))) as Problem;
  return problem.code !== "wrong_password";
}

/** Call the server; a token that ran out is renewed once. */
export async function request(path: string, call: Call = {}): Promise<Response> {
  let response = await send(path, call);
  if (call.signed && (await tokenRefused(response))) {
    await held(renew({ force: true }));
    response = await send(path, call);
    if (await tokenRefused(response)) {
      signedOut();
      throw signedOutFailure();
    }
  }
  if (!response.ok) throw await failure(response);
  return response;
}

/** Call and read JSON. */
export async function json<T>(path: string, call: Call = {}): Promise<T> {
  const headers = { Accept: "application/json", ...call.headers };
  const response = await request(path, { ...call, headers });
  return (await response.json()) as T;
}

/** Write under one idempotency key, tried again where the answer may have been lost. */
export async function write<T>(path: string, method: string, body: unknown): Promise<T> {
  const call: Call = {
    method,
    body,
    signed: true,
    headers: { "Idempotency-Key": newKey(), Accept: "application/json" },
  };
  for (let tries = 1; ; tries += 1) {
    try {
      return (await (await request(path, call)).json()) as T;
    } catch (error) {
      const lost = error instanceof CallFailed && error.trouble === "server";
      if (!lost || tries === 3) throw error;
      await new Promise((done) => setTimeout(done, 400 * tries));
    }
  }
}
