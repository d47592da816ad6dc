/**
 * The preferences of whoever is signed in here: this device's copy at once and without a network,
 * the server's as soon as it answers. What is changed goes to the server; the last change wins.
 */
import { useSyncExternalStore } from "react";
import { CallFailed, json } from "./http";
import { rememberedPerson } from "./person";
import { answered, changed, isTold, parsed, type Copy, type Preferences } from "./preferences";
import { readSession, subscribe as onSession } from "./session";

const ADDRESS = "/api/me/preferences";
/** Somebody who tries out three things sends them once. */
const GATHER_MS = 600;
const AGAIN_MS = 30_000;

const address = (person: number): string => `brewline.preferences.${person}`;

/** What the store needs of the world. */
export interface Ways {
  /** Whose device this is now, also before the server has said so; null for nobody's. */
  whose: () => number | null;
  /** Whether the server knows this person here. */
  signedIn: () => boolean;
  /** Tell some changes, or only ask; gives all there is. */
  exchange: (person: number, change: Partial<Preferences>) => Promise<Preferences>;
}

export class Personal {
  /** For when there is no storage: then it is this page's only. */
  private readonly memory = new Map<number, string>();
  private readonly listeners = new Set<() => void>();
  private shown: { person: number; text: string; copy: Copy } | null = null;
  private known: number | null = null;
  private busy = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ways: Ways) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What is preferred now; null where nobody is known here. The same object until it changes. */
  readonly read = (): Preferences | null => {
    const person = this.ways.whose();
    return person === null ? null : this.copyOf(person).now;
  };

  /** Change some; it holds at once. Nobody's preferences cannot be changed: then it is false. */
  prefer(change: Partial<Preferences>): boolean {
    const person = this.ways.whose();
    if (person === null) return false;
    this.keep(person, changed(this.copyOf(person), change));
    this.later(GATHER_MS);
    return true;
  }

  /** Somebody has come or gone, or the server is there again. */
  look(): void {
    const person = this.ways.whose();
    const fresh = this.ways.signedIn() && person !== this.known;
    if (person === null) this.known = null;
    if (fresh || (person !== null && !isTold(this.copyOf(person)))) void this.exchange();
    this.tell();
  }

  /** Another tab of this device has changed something. */
  heard(): void {
    this.tell();
  }

  private async exchange(): Promise<void> {
    const person = this.ways.whose();
    if (person === null || this.busy) return;
    this.busy = true;
    const sent = this.copyOf(person).unsent;
    try {
      const answer = await this.ways.exchange(person, sent);
      this.known = person;
      this.keep(person, answered(this.copyOf(person), sent, answer));
    } catch (error) {
      if (!this.failed(person, sent, error) && this.ways.signedIn()) this.later(AGAIN_MS);
    } finally {
      this.busy = false;
    }
    // Somebody else has come meanwhile: theirs were not asked for yet.
    if (this.ways.whose() !== person) return void this.exchange();
    if (!isTold(this.copyOf(person))) this.later(this.known === person ? GATHER_MS : AGAIN_MS);
  }

  /**
   * Tell whether it is no use to try again: what the server will never take stays on this device.
   * Without a code it was not the server that answered.
   */
  private failed(person: number, sent: Partial<Preferences>, error: unknown): boolean {
    this.known = null;
    const refused = error instanceof CallFailed && error.trouble === "refused";
    const final = refused && error.code !== "" && error.status !== 429;
    if (final) {
      const copy = this.copyOf(person);
      this.keep(person, answered(copy, sent, copy.now));
    }
    return final;
  }

  private later(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.exchange(), milliseconds);
  }

  private copyOf(person: number): Copy {
    const text = this.kept(person) ?? "";
    if (this.shown?.person !== person || this.shown.text !== text) {
      this.shown = { person, text, copy: parsed(text || null) };
    }
    return this.shown.copy;
  }

  private kept(person: number): string | null {
    const own = this.memory.get(person);
    if (own !== undefined) return own;
    try {
      return localStorage.getItem(address(person));
    } catch {
      return null;
    }
  }

  private keep(person: number, copy: Copy): void {
    const text = JSON.stringify(copy);
    try {
      localStorage.setItem(address(person), text);
      this.memory.delete(person);
    } catch {
      this.memory.set(person, text);
    }
    this.tell();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** Whoever is signed in, or was last and has not signed out. */
function whose(): number | null {
  const { state, user } = readSession();
  if (state === "signed-out") return null;
  return (user ?? rememberedPerson())?.id ?? null;
}

async function exchange(as: number, change: Partial<Preferences>): Promise<Preferences> {
  const call = { signed: true, as };
  const told = Object.keys(change).length > 0;
  return json<Preferences>(ADDRESS, told ? { ...call, method: "PUT", body: change } : call);
}

export const personal = new Personal({
  whose,
  signedIn: () => readSession().state === "signed-in",
  exchange,
});

/** Keep them with the person, from now on until the page is closed. */
export function followSession(): void {
  onSession(() => personal.look());
  window.addEventListener("online", () => personal.look());
  window.addEventListener("storage", () => personal.heard());
}

/** What the person signed in here prefers; null where nobody is. */
export function usePersonal(): Preferences | null {
  return useSyncExternalStore(personal.subscribe, personal.read);
}
