/**
 * The outbox of this device: what is tapped is kept, shown and sent, strictly in its order. One tab
 * sends; all of them show the same.
 */
import type { Trouble } from "./http";
import { newKey } from "./keys";
import * as rules from "./outbox";
import type { NewOperation, Operation } from "./outbox";
import { Shelf } from "./outboxShelf";

export interface OutboxView {
  /** All that lie here, of everybody, refused ones too. */
  operations: readonly Operation[];
  /** Nothing can be kept on this device: what waits is lost when the page is closed. */
  inMemory: boolean;
  /** When the server last answered one, by this device's clock. */
  answeredAt: number | null;
  /** What stood in the way of the last try. */
  trouble: Trouble | null;
}

export interface Person {
  id: number;
  name: string;
}

/** What the outbox needs of the world. */
export interface Ways {
  me: () => Person | null;
  send: (operation: Operation) => Promise<unknown>;
  /** Look again at what changed meanwhile; gives the version it may go out on, or null. */
  review: (operation: Operation, error: unknown) => Promise<number | null>;
  /** Tell whether somebody else did the same first; gives the version after it. */
  doneAlready: (operation: Operation, error: unknown) => number | null;
}

type Word = { changed: true } | { operation: Operation; answer: unknown };
type Heard = (operation: Operation, answer: unknown) => void;

export class Outbox {
  private view: OutboxView = {
    operations: [],
    inMemory: false,
    answeredAt: null,
    trouble: null,
  };
  private unsaved: Operation[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly heard = new Set<Heard>();
  private readonly channel = new BroadcastChannel("brewline-outbox");
  private saving: Promise<unknown> = Promise.resolve();
  private sending = false;
  private wanted = false;
  private wakeUp: () => void = () => undefined;

  constructor(
    private readonly ways: Ways,
    private readonly shelf = new Shelf(),
  ) {
    this.channel.onmessage = ({ data }: MessageEvent<Word>) => void this.hear(data);
    void this.refresh().then(() => this.wake());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): OutboxView => this.view;

  /** Hear the server's answers, from whichever tab has sent. */
  readonly onAnswer = (heard: Heard): (() => void) => {
    this.heard.add(heard);
    return () => this.heard.delete(heard);
  };

  /** Whose taps these are now. */
  me(): number | null {
    return this.ways.me()?.id ?? null;
  }

  /** Take what was tapped; it shows at once. Nothing is taken from nobody. */
  put(tapped: NewOperation): Operation | null {
    const me = this.ways.me();
    if (!me) return null;
    const operation: Operation = {
      ...tapped,
      id: newKey(),
      place: Number.MAX_SAFE_INTEGER,
      person: me.id,
      who: me.name,
      at: Date.now(),
      attempted: false,
      refused: null,
    };
    this.unsaved = [...this.unsaved, operation];
    this.show({ operations: [...this.view.operations, operation] });
    this.saving = this.saving.then(() => this.save(operation));
    return operation;
  }

  /** Take back what has not left this device; false where it may have. */
  async withdraw(id: string): Promise<boolean> {
    await this.saving;
    let gone = false;
    await this.change((all) => {
      const after = rules.withdrawn(all, id);
      gone = after.length < all.length;
      return after;
    });
    return gone;
  }

  /** A person has read why it was refused. */
  async dismiss(id: string): Promise<void> {
    await this.change((all) => rules.without(all, id));
  }

  /** Something is better than it was: try now. */
  wake(): void {
    this.wakeUp();
    void this.drain();
  }

  private async save(operation: Operation): Promise<void> {
    await this.shelf.add(operation);
    this.unsaved = this.unsaved.filter((one) => one.id !== operation.id);
    await this.refresh();
    this.channel.postMessage({ changed: true });
    void this.drain();
  }

  private async hear(word: Word): Promise<void> {
    if ("operation" in word) for (const one of this.heard) one(word.operation, word.answer);
    await this.refresh();
  }

  private async change(how: (all: Operation[]) => Operation[]): Promise<void> {
    this.showAll(await this.shelf.change(how));
    this.channel.postMessage({ changed: true });
  }

  private async refresh(): Promise<void> {
    this.showAll(await this.shelf.all());
  }

  private showAll(saved: Operation[]): void {
    const known = new Set(saved.map((one) => one.id));
    const loose = this.unsaved.filter((one) => !known.has(one.id));
    this.show({ operations: [...saved, ...loose], inMemory: this.shelf.inMemory });
  }

  private show(change: Partial<OutboxView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of [...this.listeners]) listener();
  }

  private async drain(): Promise<void> {
    this.wanted = true;
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.wanted) {
        this.wanted = false;
        const me = this.ways.me();
        if (me) await alone(`brewline-outbox-${me.id}`, () => this.sendAll(me.id));
      }
    } finally {
      this.sending = false;
    }
  }

  private async sendAll(person: number): Promise<void> {
    let tries = 0;
    let crashes = 0;
    while (this.ways.me()?.id === person) {
      const next = rules.waiting(await this.shelf.all(), person)[0];
      if (!next) return;
      const verdict = await this.attempt(next, crashes);
      if (verdict?.kind === "again") {
        this.show({ trouble: verdict.trouble });
        crashes = verdict.trouble === "server" ? crashes + 1 : 0;
        await this.rest(rules.pause(tries, verdict.seconds));
        tries += 1;
      } else {
        tries = crashes = 0;
      }
    }
  }

  /** Send one, and settle it where there is an answer. */
  private async attempt(one: Operation, crashes: number): Promise<rules.Verdict | null> {
    const { id } = one;
    let there = false;
    await this.shelf.change((all) => {
      there = all.some((other) => other.id === id);
      return rules.attempted(all, id);
    });
    // Taken back in the very moment.
    if (!there) return null;
    try {
      const answer = await this.ways.send(one);
      this.answered(one, answer);
      await this.change((all) => rules.answered(all, id, versionOf(answer)));
      return null;
    } catch (error) {
      return this.failed(one, error, crashes);
    }
  }

  private answered(operation: Operation, answer: unknown): void {
    for (const one of this.heard) one(operation, answer);
    this.channel.postMessage({ operation, answer });
    this.show({ answeredAt: Date.now(), trouble: null });
  }

  private async failed(
    one: Operation,
    error: unknown,
    crashes: number,
  ): Promise<rules.Verdict | null> {
    const verdict = rules.judge(error, crashes);
    if (verdict.kind === "again") return verdict;
    this.show({ answeredAt: Date.now(), trouble: null });
    const done = this.ways.doneAlready(one, error);
    if (done !== null) {
      await this.change((all) => rules.answered(all, one.id, done));
      return null;
    }
    const version = await this.ways.review(one, error);
    await this.change((all) =>
      version === null
        ? rules.refused(all, one.id, verdict.refused)
        : rules.rebased(all, one.id, version),
    );
    return verdict;
  }

  /** Wait, or until something is better. */
  private async rest(milliseconds: number): Promise<void> {
    await new Promise<void>((done) => {
      const timer = setTimeout(done, milliseconds);
      this.wakeUp = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

function versionOf(answer: unknown): number | undefined {
  const version = (answer as { version?: unknown } | null)?.version;
  return typeof version === "number" ? version : undefined;
}

/** In one tab at a time; without locks the server's keys see to it that nothing is done twice. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
  await ("locks" in navigator ? navigator.locks.request(name, work) : work());
}
