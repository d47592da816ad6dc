/** Signing in and out, and the password. */
import { CallFailed, json, request } from "./http";
import { csrf, signedIn, signedOut } from "./session";
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
