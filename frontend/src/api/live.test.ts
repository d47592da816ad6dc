import { beforeEach, describe, expect, it, vi } from "vitest";

type Handler = (...args: unknown[]) => void;

/** Stands in for the socket: answers from a list, and lets the test push. */
class Wire {
  readonly handlers = new Map<string, Handler>();
  readonly asked: [string, unknown][] = [];
  answers: unknown[] = [];
  connected = true;
  active = true;
  io = { on: () => undefined, off: () => undefined };
  on(event: string, handler: Handler) {
    this.handlers.set(event, handler);
  }
  emit() {
    return this;
  }
  timeout() {
    return {
      emitWithAck: async (event: string, data: unknown) => {
        this.asked.push([event, data]);
        return this.answers.shift();
      },
    };
  }
  volatile = { emit: () => undefined };
  connect() {
    return this;
  }
  disconnect() {
    return this;
  }
  removeAllListeners() {
    return this;
  }
  fire(event: string, ...args: unknown[]) {
    this.handlers.get(event)?.(...args);
  }
}

let wire: Wire;
vi.mock("socket.io-client", () => ({ io: () => wire }));

const { LiveRoom } = await import("./live");
const { signedIn } = await import("./session");

const settle = () => new Promise((done) => setTimeout(done, 0));
const push = (seq: number, prev: number, data: unknown) => ({
  room: "display:demo",
  seq,
  prev,
  type: "X",
  version: seq,
  data,
});

function room() {
  return new LiveRoom<unknown[], { at?: string; list: unknown[] }>({
    room: "display:demo",
    signed: false,
    reduce: (state, news) =>
      "snapshot" in news ? news.snapshot.list : [...(state ?? []), news.data],
  });
}

async function joined() {
  wire.answers = [{ ok: true, snapshot: { list: ["a"] }, cursor: 5 }];
  const live = room();
  const close = live.open();
  wire.fire("connect");
  await settle();
  return { live, close };
}

describe("LiveRoom", () => {
  beforeEach(() => {
    wire = new Wire();
  });

  it("joins, then applies changes that follow one another", async () => {
    const { live, close } = await joined();
    wire.fire("change", push(6, 5, "b"));
    wire.fire("change", push(9, 6, "c"));
    expect(live.read().data).toEqual(["a", "b", "c"]);
    expect(live.read().link.state).toBe("live");
    expect(wire.asked).toEqual([["join", { room: "display:demo" }]]);
    close();
  });

  it("ignores what it has seen already", async () => {
    const { live, close } = await joined();
    wire.fire("change", push(5, 4, "again"));
    expect(live.read().data).toEqual(["a"]);
    close();
  });

  it("asks for what it missed, and takes what comes meanwhile after it", async () => {
    const { live, close } = await joined();
    wire.answers = [{ ok: true, changes: [push(6, 5, "b"), push(7, 6, "c")], cursor: 7 }];
    wire.fire("change", push(7, 6, "c"));
    wire.fire("change", push(8, 7, "d"));
    await settle();
    expect(wire.asked.at(-1)).toEqual(["resume", { room: "display:demo", cursor: 5 }]);
    expect(live.read().data).toEqual(["a", "b", "c", "d"]);
    close();
  });

  it("joins anew after a reconnection, whose snapshot is the truth", async () => {
    const { live, close } = await joined();
    wire.fire("disconnect", "transport close");
    expect(live.read().link.state).toBe("reconnecting");
    expect(live.read().data).toEqual(["a"]);
    wire.answers = [{ ok: true, snapshot: { list: ["z"] }, cursor: 20 }];
    wire.fire("connect");
    await settle();
    expect(live.read().data).toEqual(["z"]);
    close();
  });

  it("says that a room is refused, and why", async () => {
    wire.answers = [{ ok: false, code: "forbidden" }];
    const live = room();
    const close = live.open();
    wire.fire("connect");
    await settle();
    expect(live.read().link).toMatchObject({ state: "refused", code: "forbidden" });
    close();
  });

  it("lets a socket that is on its way ask for its token once", async () => {
    const reduce = () => null;
    const close = new LiveRoom({ room: "station:1", signed: true, reduce }).open();
    const user = { id: 1, username: "sam", name: "Sam", roles: [] };
    const answer = { access_token: "t", expires_in: 900, user };
    const connect = vi.spyOn(wire, "connect");
    wire.connected = false;
    signedIn(answer);
    expect(connect).not.toHaveBeenCalled();
    wire.active = false;
    signedIn(answer);
    expect(connect).toHaveBeenCalledTimes(1);
    close();
  });
});
