/** Where somebody works at this tablet: where they chose last, else at the station it belongs to. */
import type { Device } from "./device";
import type { Station } from "./views";

const KEY = "brewline.station";

/** Without storage the choice holds until the page is closed. */
let held: number | null = null;

export function workplace(): number | null {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return kept > 0 ? kept : held;
  } catch {
    return held;
  }
}

export function workAt(id: number | null): void {
  held = id;
  try {
    if (id === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, String(id));
  } catch {
    // Then it is held by the page.
  }
}

/** The station that opens by itself; none where the person is to choose. */
export function openedOf(
  stations: readonly Station[],
  chosen: number | null,
  device: Pick<Device, "event" | "station"> | null,
): Station | undefined {
  const own = (one: Station) => one.event === device?.event && one.name === device.station;
  return stations.find((one) => one.id === chosen) ?? stations.find(own);
}
