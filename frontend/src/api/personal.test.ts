import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CallFailed } from "./http";
import { Personal } from "./personal";
import { USUAL, type Preferences } from "./preferences";

type Change = Partial<Preferences>;

const away = () => new CallFailed("server", "The server does not answer.");

/** A device before a server that keeps what it is told; `answers` come first. */
function device(server: { now: Preferences }, ...answers: (Error | Promise<void>)[]) {
  const asked: Change[] = [];
  const world = { person: 1 as number | null, signedIn: true };
  const store = new Personal({
    whose: () => world.person,
    signedIn: () => world.signedIn,
    exchange: async (_, change) => {
      asked.push(change);
      const first = answers.shift();
      if (first instanceof Error) throw first;
      await first;
      server.now = { ...server.now, ...change };
      return server.now;
    },
  });
  return { store, asked, world };
}

const passed = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe("preferences", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("go with the person: read where they sign in, told once after some changes", async () => {
    const server = { now: { ...USUAL, theme: "dark" as const } };
    const { store, asked } = device(server);
    expect(store.read()).toEqual(USUAL);
    store.look();
    await passed(0);
    expect(store.read()?.theme).toBe("dark");
    store.prefer({ rush: true });
    store.prefer({ left_handed: true });
    expect(store.read()).toMatchObject({ theme: "dark", rush: true, left_handed: true });
    await passed(600);
    expect(asked).toEqual([{}, { rush: true, left_handed: true }]);
    expect(server.now).toMatchObject({ theme: "dark", rush: true, left_handed: true });
    store.look();
    await passed(60_000);
    expect(asked).toHaveLength(2);
  });

  it("hold at once on a device that has them, and are told when the server is there again", async () => {
    const server = { now: USUAL };
    const first = device(server, away(), away());
    first.store.prefer({ rush: true });
    await passed(600);
    const again = device(server);
    expect(again.store.read()?.rush).toBe(true);
    again.store.look();
    await passed(0);
    expect(again.asked).toEqual([{ rush: true }]);
    expect(server.now.rush).toBe(true);
  });

  it("are tried again by themselves", async () => {
    const server = { now: USUAL };
    const { store, asked } = device(server, away());
    store.prefer({ rush: true });
    await passed(600);
    expect(server.now.rush).toBe(false);
    await passed(30_000);
    expect(asked).toEqual([{ rush: true }, { rush: true }]);
    expect(server.now.rush).toBe(true);
  });

  it("changed while the server answers stand over its answer, and follow", async () => {
    const server = { now: USUAL };
    let answer: () => void = () => undefined;
    const { store, asked } = device(server, new Promise((done) => (answer = done)));
    store.prefer({ theme: "dark" });
    await passed(600);
    store.prefer({ theme: "light" });
    answer();
    await passed(0);
    expect(store.read()?.theme).toBe("light");
    await passed(600);
    expect(asked).toEqual([{ theme: "dark" }, { theme: "light" }]);
    expect(server.now.theme).toBe("light");
  });

  it("that the server will never take stay on the device and are not sent for ever", async () => {
    const never = new CallFailed("refused", "shortcuts: too many.", 422, "invalid");
    const { store, asked } = device({ now: USUAL }, never);
    store.prefer({ shortcuts: { undo: "z" } });
    await passed(120_000);
    expect(asked).toHaveLength(1);
    expect(store.read()?.shortcuts).toEqual({ undo: "z" });
  });

  it("are each person's own, and nobody's cannot be changed", async () => {
    const { store, world } = device({ now: USUAL });
    store.prefer({ rush: true });
    world.person = 2;
    expect(store.read()?.rush).toBe(false);
    world.person = null;
    expect(store.read()).toBeNull();
    expect(store.prefer({ rush: true })).toBe(false);
    world.person = 1;
    expect(store.read()?.rush).toBe(true);
  });

  it("hold for the page where nothing can be kept, and are one object until they change", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new Error("full");
    });
    const { store } = device({ now: USUAL });
    const told = vi.fn();
    store.subscribe(told);
    store.prefer({ rush: true });
    expect(store.read()?.rush).toBe(true);
    expect(store.read()).toBe(store.read());
    expect(told).toHaveBeenCalled();
  });
});
