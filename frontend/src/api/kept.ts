/** The last that was seen, for a start without a network. */
import { CallFailed } from "./http";
import { database } from "./database";

export interface Kept<T> {
  /** When it was true, by this device's clock. */
  at: number;
  value: T;
}

export async function keep(key: string, value: unknown, at = Date.now()): Promise<void> {
  try {
    await (await database())?.put("kept", { at, value }, key);
  } catch {
    // A full disk: there is nothing to show after a start without a network, and no harm else.
  }
}

export async function kept<T>(key: string): Promise<Kept<T> | null> {
  try {
    return ((await (await database())?.get("kept", key)) as Kept<T> | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Forget what customers' names are in; done when somebody signs out. */
export async function forgetKept(): Promise<void> {
  try {
    await (await database())?.clear("kept");
  } catch {
    // There is nothing to forget.
  }
}

/** Ask the server and keep the answer; where it cannot be reached, the last one kept. */
export async function askedOrKept<T>(key: string, ask: () => Promise<T>): Promise<T> {
  try {
    const fresh = await ask();
    void keep(key, fresh);
    return fresh;
  } catch (error) {
    if (error instanceof CallFailed && error.trouble === "refused") throw error;
    const last = await kept<T>(key);
    if (last === null) throw error;
    return last.value;
  }
}
