/** One live room: a snapshot, then changes, in order, over any number of reconnections. */
import { io, type Socket } from "socket.io-client";
import { noteServerTime } from "./clock";
import { currentToken, readSession, RefreshFailed, renew, subscribe } from "./session";
import type { Change, Told } from "./views";

export type LinkState =
  "connecting" | "live" | "reconnecting" | "offline" | "signed-out" | "server-error" | "refused";

export interface Link {
  state: LinkState;
  /** When something was last heard from the server, by this device's clock. */
  heardAt: number | null;
  /** Why, where the server refused the room. */
  code: string | null;
}

/** What a reducer takes in; `Own` is what a screen tells itself. */
export type News<Snapshot, Own = never> = { snapshot: Snapshot } | Told | Own;

export interface RoomView<State> {
  data: State | null;
  link: Link;
}

interface Answer<Snapshot> {
  ok: boolean;
  code?: string;
  snapshot?: Snapshot;
  changes?: Change[];
  cursor?: number;
}

interface Options<State, Snapshot, Own> {
  room: string;
  /** Sockets of public rooms send no token. */
  signed: boolean;
  reduce: (state: State | null, news: News<Snapshot, Own>) => State | null;
  /** What opens a room to whoever has no token of a person: a customer's order. */
  auth?: object;
  /** Events besides `change`, and what they mean here. */
  also?: Record<string, (values: unknown) => Own>;
}

const ACK_MS = 10_000;
const RETRY_MS = 2_000;
/** The server pings every 25 s; silence beyond this is no connection, whatever the socket thinks. */
const SILENCE_MS = 50_000;

export class LiveRoom<State, Snapshot extends { at?: string }, Own = never> {
  private view: RoomView<State> = {
    data: null,
    link: { state: "connecting", heardAt: null, code: null },
  };
  private readonly listeners = new Set<() => void>();
  private readonly stops: (() => void)[] = [];
  private readonly waiting: Change[] = [];
  private socket: Socket | null = null;
  private cursor: number | null = null;
  private asking = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: Options<State, Snapshot, Own>) {}

  private get isTablet(): boolean {
    return this.options.room.startsWith("station:");
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): RoomView<State> => this.view;

  /** Connect, and keep connected until the returned function is called. */
  open(): () => void {
    const socket = io({
      transports: ["websocket"],
      forceNew: true,
      reconnectionDelayMax: 4_000,
      auth: (give) => void this.credentials().then(give),
    });
    this.socket = socket;
    socket.on("connect", () => void this.ask());
    socket.on("change", (push: Change) => this.receive(push));
    for (const [event, read] of Object.entries(this.options.also ?? {}))
      socket.on(event, (values: unknown) => this.apply(read(values)));
    socket.on("disconnect", (reason) => this.lost(reason));
    socket.on("heartbeat", () => this.beat());
    socket.on("connect_error", (error) => this.refused(error, socket));
    socket.on("left", ({ code }: { code: string }) => this.link({ state: "refused", code }));
    socket.on("auth:expired", () => void renew({ force: true }).catch(() => undefined));
    socket.io.on("ping", () => this.link({ heardAt: Date.now() }));
    this.watch(socket);
    return () => this.close();
  }

  /** Say, whenever asked, that this tablet is there: timers of a page nobody looks at stand still. */
  private beat(): void {
    if (this.isTablet) this.socket?.emit("heartbeat", { room: this.options.room });
  }

  /** Take in what came by another way, such as the answer to an action. */
  apply(news: Told | Own): void {
    this.show(this.options.reduce(this.view.data, news));
  }

  /** Show what this device has kept until the server has said something. */
  seed(data: State): void {
    if (this.view.data === null) this.show(data);
  }

  /** Take a fresh snapshot: something is new that nobody pushes. */
  refresh(): void {
    void this.ask();
  }

  private close(): void {
    clearTimeout(this.retry);
    for (const stop of this.stops.splice(0)) stop();
    // Put to other use, which is not the silence of one that is lost.
    if (this.isTablet) this.socket?.volatile.emit("leave", { room: this.options.room });
    this.socket?.removeAllListeners();
    this.socket?.io.off("ping");
    this.socket?.disconnect();
    this.socket = null;
    this.asking = false;
  }

  private watch(socket: Socket): void {
    const offline = (): void => this.link({ state: "offline" });
    const online = (): void => {
      this.link({ state: "reconnecting" });
      // A socket that slept through the cut may believe it is alive: begin anew.
      socket.disconnect().connect();
    };
    window.addEventListener("offline", offline);
    window.addEventListener("online", online);
    const pulse = setInterval(() => {
      const { heardAt, state } = this.view.link;
      if (state === "live" && heardAt !== null && Date.now() - heardAt > SILENCE_MS) online();
    }, 5_000);
    this.stops.push(
      () => window.removeEventListener("offline", offline),
      () => window.removeEventListener("online", online),
      () => clearInterval(pulse),
    );
    if (this.options.signed) this.stops.push(subscribe(() => void this.sessionChanged(socket)));
  }

  private async sessionChanged(socket: Socket): Promise<void> {
    const { state } = readSession();
    if (state === "signed-out") {
      this.link({ state: "signed-out" });
      socket.disconnect();
    } else if (state === "signed-in") {
      // One that is on its way asks for its token itself; asked twice, the server closes it.
      if (!socket.active) socket.connect();
      else if (socket.connected)
        socket.emit("auth:refresh", await this.credentials(), () => undefined);
    }
  }

  private async credentials(): Promise<object> {
    if (!this.options.signed) return this.options.auth ?? {};
    try {
      return { token: (await currentToken()) ?? "" };
    } catch {
      return { token: "" };
    }
  }

  private lost(reason: Socket.DisconnectReason): void {
    this.asking = false;
    if (this.view.link.state === "signed-out" || this.view.link.state === "refused") return;
    this.link({ state: navigator.onLine ? "reconnecting" : "offline" });
    if (reason === "io server disconnect") this.later(() => this.socket?.connect());
  }

  private refused(error: Error & { data?: { code?: string } }, socket: Socket): void {
    const refusedByServer = !socket.active;
    if (!refusedByServer) {
      this.link({ state: navigator.onLine ? "reconnecting" : "offline" });
      return;
    }
    const code = error.data?.code ?? error.message;
    if (this.options.signed && /^token_/.test(code)) void this.reenter(socket);
    else {
      this.link({ state: "server-error", code });
      // It may believe that it is connected.
      this.later(() => socket.disconnect().connect());
    }
  }

  /** After a refused token: a new one, and in again. Only a refused refresh signs out. */
  private async reenter(socket: Socket): Promise<void> {
    try {
      if ((await renew({ force: true })) === null) this.link({ state: "signed-out" });
      else this.later(() => socket.connect(), 300);
    } catch (error) {
      if (!(error instanceof RefreshFailed)) throw error;
      this.link({ state: navigator.onLine ? "server-error" : "offline" });
      this.later(() => socket.connect());
    }
  }

  private later(work: () => void, milliseconds = RETRY_MS): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(work, milliseconds);
  }

  /** Join anew, or ask for what was missed since the cursor. */
  private async ask(resume = false): Promise<void> {
    const socket = this.socket;
    if (!socket || this.asking) return;
    this.asking = true;
    try {
      const { room } = this.options;
      // Joining is what opens the room on a new socket; its snapshot is then the truth.
      const event = resume ? "resume" : "join";
      const asked = resume ? { room, cursor: this.cursor } : { room };
      const answer = (await socket.timeout(ACK_MS).emitWithAck(event, asked)) as Answer<Snapshot>;
      if (socket !== this.socket) return;
      this.take(answer);
    } catch {
      if (socket === this.socket && socket.connected) this.later(() => void this.ask(false));
    } finally {
      this.asking = false;
      if (socket === this.socket) for (const push of this.waiting.splice(0)) this.receive(push);
    }
  }

  private take(answer: Answer<Snapshot>): void {
    if (!answer.ok) {
      const passing = answer.code === "internal" || answer.code === "unavailable";
      this.link({ state: passing ? "server-error" : "refused", code: answer.code ?? null });
      if (passing) this.later(() => void this.ask(false));
      return;
    }
    this.cursor = answer.cursor ?? null;
    if (answer.snapshot) {
      if (answer.snapshot.at) noteServerTime(answer.snapshot.at);
      this.show(this.options.reduce(this.view.data, { snapshot: answer.snapshot }));
    }
    for (const change of answer.changes ?? []) this.apply(change);
    this.link({ state: "live", heardAt: Date.now(), code: null });
    this.beat();
  }

  private receive(push: Change): void {
    if (push.room !== this.options.room) return;
    if (this.asking) {
      this.waiting.push(push);
      return;
    }
    this.link({ heardAt: Date.now() });
    if (this.cursor !== null && push.seq <= this.cursor) return;
    if (this.cursor !== push.prev) {
      void this.ask(true);
      return;
    }
    this.cursor = push.seq;
    this.apply(push);
  }

  private link(change: Partial<Link>): void {
    this.view = { ...this.view, link: { ...this.view.link, ...change } };
    this.tell();
  }

  private show(data: State | null): void {
    if (data === this.view.data) return;
    this.view = { ...this.view, data };
    this.tell();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
