import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const user = { id: 1, username: "sam", name: "Sam", roles: [] };
const answer = (status: number, body: unknown = {}) =>
  new Response(JSON.stringify(body), { status });

async function fresh() {
  vi.resetModules();
  return import("./session");
}

describe("the session", () => {
  beforeEach(() => {
    document.cookie = "csrf_refresh_token=secret";
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    document.cookie = "csrf_refresh_token=; max-age=0";
  });

  it("refreshes once for all who ask at the same time", async () => {
    const session = await fresh();
    const call = vi.fn(async () => answer(200, { access_token: "t", expires_in: 900, user }));
    vi.stubGlobal("fetch", call);
    const tokens = await Promise.all([session.currentToken(), session.currentToken()]);
    expect(tokens).toEqual(["t", "t"]);
    expect(await session.currentToken()).toBe("t");
    expect(call).toHaveBeenCalledTimes(1);
    expect(call).toHaveBeenCalledWith(
      "/api/auth/refresh",
      expect.objectContaining({
        headers: expect.objectContaining({ "X-CSRF-TOKEN": "secret" }),
      }),
    );
    expect(session.readSession().user?.name).toBe("Sam");
  });

  it.each([401, 422])("signs out on %i", async (status) => {
    const session = await fresh();
    vi.stubGlobal("fetch", async () => answer(status));
    expect(await session.currentToken()).toBeNull();
    expect(session.readSession().state).toBe("signed-out");
  });

  it.each([500, 503, 429])("does not sign out on %i", async (status) => {
    const session = await fresh();
    vi.stubGlobal("fetch", async () => answer(status));
    await expect(session.currentToken()).rejects.toThrow(session.RefreshFailed);
    expect(session.readSession().state).toBe("unreachable");
  });

  it("does not sign out on a network error, nor forget who it was", async () => {
    const session = await fresh();
    session.signedIn({ access_token: "old", expires_in: 1, user });
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
    await expect(session.currentToken()).rejects.toThrow(session.RefreshFailed);
    expect(session.readSession()).toEqual({ state: "signed-in", user });
  });

  it("is signed out without the cookie, and asks nobody", async () => {
    document.cookie = "csrf_refresh_token=; max-age=0";
    const session = await fresh();
    const call = vi.fn();
    vi.stubGlobal("fetch", call);
    expect(await session.currentToken()).toBeNull();
    expect(call).not.toHaveBeenCalled();
  });
});
