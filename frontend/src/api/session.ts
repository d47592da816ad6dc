/**
 * Who is signed in. The access token lives in memory only; the refresh token is a cookie that no
 * script can read. One refresh runs at a time, over all tabs of this browser.
 */
import { forgetPerson, rememberedPerson, rememberPerson } from "./person";
import type { SignedIn, User } from "./views";

export type SessionState = "unknown" | "signed-in" | "signed-out" | "unreachable";

export interface Session {
  state: SessionState;
  user: User | null;
}

export class RefreshFailed extends Error {}

const MARGIN_MS = 30_000;
const AHEAD_MS = 90_000;

let session: Session = { state: "unknown", user: null };
let token: { value: string; expiresAt: number } | null = null;
let renewing: Promise<string | null> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function readSession(): Session {
  return session;
}

function become(next: Session): void {
  session = next;
  for (const listener of [...listeners]) listener();
}

function plan(milliseconds: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void renew({ force: true }).catch(() => plan(5_000)), milliseconds);
}

/** Take over an answer of login or refresh. */
export function signedIn(answer: SignedIn): void {
  const lifetime = answer.expires_in * 1000;
  token = { value: answer.access_token, expiresAt: Date.now() + lifetime };
  plan(Math.max(lifetime - AHEAD_MS, lifetime / 2, 1_000));
  rememberPerson(answer.user);
  become({ state: "signed-in", user: answer.user });
}

/** Forget everything. */
export function signedOut(): void {
  clearTimeout(timer);
  token = null;
  forgetPerson();
  become({ state: "signed-out", user: null });
}

export function csrf(cookies: string = document.cookie): string | null {
  const found = /(?:^|;\s*)csrf_refresh_token=([^;]*)/.exec(cookies);
  return found?.[1] ? decodeURIComponent(found[1]) : null;
}

function fresh(): string | null {
  return token !== null && token.expiresAt - Date.now() > MARGIN_MS ? token.value : null;
}

/** Give a token that is good for a while; null when signed out, and it throws when unreachable. */
export async function currentToken(): Promise<string | null> {
  return fresh() ?? (await renew());
}

/** Get a new access token by the cookie. */
export function renew({ force = false } = {}): Promise<string | null> {
  renewing ??= alone(() => refresh(force)).finally(() => (renewing = null));
  return renewing;
}

async function alone<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request("brewline-refresh", work) : work();
}

async function refresh(force: boolean): Promise<string | null> {
  const kept = force ? null : fresh();
  if (kept !== null) return kept;
  const secret = csrf();
  if (secret === null) {
    signedOut();
    return null;
  }
  const response = await fetch("/api/auth/refresh", {
    method: "POST",
    headers: { "X-CSRF-TOKEN": secret, Accept: "application/json" },
    credentials: "same-origin",
    signal: AbortSignal.timeout(15_000),
  }).catch(() => null);
  if (response?.status === 401 || response?.status === 422) {
    signedOut();
    return null;
  }
  if (!response?.ok) {
    // A network error or a restarting server signs nobody out.
    if (session.state === "unknown") become({ state: "unreachable", user: rememberedPerson() });
    throw new RefreshFailed("The sign-in could not be renewed.");
  }
  const answer = (await response.json()) as SignedIn;
  signedIn({ ...answer, user: answer.user ?? session.user });
  return answer.access_token;
}

/** Find out, when a page opens, whether somebody is signed in. */
export function restore(): void {
  if (session.state === "unknown" || session.state === "unreachable") {
    renew().catch(() => setTimeout(restore, 3_000));
  }
}
