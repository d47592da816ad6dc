/** What this screen is to the server, where it was paired: kept on it until it is revoked. */
import { CallFailed, json } from "./http";
import { signedIn } from "./session";
import type { components } from "./schema";
import type { SignedIn } from "./views";
import { workAt } from "./workplace";

type Schemas = components["schemas"];

export type DeviceRole = Schemas["DeviceRole"];
export type DeviceSelf = Schemas["DeviceSelf"];
export type Face = Schemas["Face"];

export interface Device {
  token: string;
  role: DeviceRole;
  /** The slug of its event. */
  event: string;
  name: string;
  /** The name of its station, where it belongs to one. */
  station: string | null;
}

const KEY = "brewline.device";

/** Without storage the pairing holds until the page is closed. */
let held: Device | null = null;

export function readDevice(): Device | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? held : (JSON.parse(kept) as Device);
  } catch {
    return held;
  }
}

export function keepDevice(device: Device): void {
  held = device;
  try {
    localStorage.setItem(KEY, JSON.stringify(device));
  } catch {
    // Storage is full or blocked.
  }
}

export function forgetDevice(): void {
  held = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Then there was nothing to remove.
  }
}

/** Take a pairing code, which is good once. */
export async function pair(code: string): Promise<Device> {
  const paired = await json<Schemas["Paired"]>("/api/devices/pair", {
    method: "POST",
    body: { code },
  });
  const { role, event, name, station_name } = paired.device;
  return { token: paired.device_token, role, event, name, station: station_name };
}

/** What the server knows of this device, and who can sign in at it. */
export function readSelf(device: Device): Promise<DeviceSelf> {
  return json<DeviceSelf>("/api/devices/me", { headers: bearer(device) });
}

/** Sign in by PIN, in place of whoever was signed in here; a station's own tablet is there again. */
export async function signInByPin(device: Device, username: string, pin: string): Promise<void> {
  const body = { username, pin };
  const call = { method: "POST", body, headers: bearer(device) };
  const answer = await json<SignedIn>("/api/auth/pin", call);
  if (device.station !== null) workAt(null);
  signedIn(answer);
}

/** Tell whether the server knows this device no more. */
export function isRevoked(error: unknown): boolean {
  return error instanceof CallFailed && error.status === 401 && error.code.startsWith("token_");
}

function bearer(device: Device): Record<string, string> {
  return { Authorization: `Bearer ${device.token}` };
}
