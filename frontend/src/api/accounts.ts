/** Signing in and out, and the password. */
import { CallFailed, json, request } from "./http";
import { csrf, RefreshFailed, signedIn, signedOut } from "./session";
import type { SignedIn } from "./views";

export async function signIn(username: string, password: string): Promise<void> {
  signedIn(
    await json<SignedIn>("/api/auth/login", { method: "POST", body: { username, password } }),
  );
}

export async function signOut(): Promise<void> {
  const secret = csrf();
  const headers: Record<string, string> = secret === null ? {} : { "X-CSRF-TOKEN": secret };
  try {
    await request("/api/auth/logout", { method: "POST", headers });
  } catch (error) {
    // Without an answer the cookie is still good: saying "signed out" would be a lie.
    if (!(error instanceof CallFailed) || error.status === 0 || error.status >= 500) throw error;
  }
  signedOut();
}

export async function changePassword(current: string, fresh: string): Promise<void> {
  const call = { method: "POST", body: { current, new: fresh }, signed: true };
  // Every older token of this person ended with the old password.
  signedIn(await json<SignedIn>("/api/auth/password", call));
}

/** What to say when signing in failed. */
export function signInWording(error: unknown): string {
  if (error instanceof RefreshFailed) return "The server does not answer. Try again in a moment.";
  if (!(error instanceof CallFailed)) return "Something went wrong on this page.";
  if (error.trouble === "offline") return "You are offline. Sign in when you are back.";
  if (error.trouble === "server") return "The server does not answer. Try again in a moment.";
  if (error.status === 401) return "The username or the password is wrong.";
  return error.message;
}
