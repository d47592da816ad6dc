/** Who was signed in on this device last, for a start without a network. It opens no door. */
import type { User } from "./views";

const KEY = "brewline.person";

export function rememberPerson(user: User | null): void {
  try {
    if (user) localStorage.setItem(KEY, JSON.stringify(user));
  } catch {
    // Without storage a start without a network shows nothing.
  }
}

export function forgetPerson(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

export function rememberedPerson(): User | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null") as User | null;
  } catch {
    return null;
  }
}
