import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Device } from "../../api/device";
import { LiveRoom, type RoomView } from "../../api/live";
import type { DisplaySnapshot } from "../../api/views";
import { reduceHall, type Hall } from "./hall";

/** What the event's displays are told; by the device's token, so that a revoked one hears it. */
export function useHall(device: Device): RoomView<Hall> {
  const { event, token } = device;
  const live = useMemo(() => {
    const room = `display:${event}`;
    const auth = { token };
    return new LiveRoom<Hall, DisplaySnapshot>({ room, signed: false, reduce: reduceHall, auth });
  }, [event, token]);
  useEffect(() => live.open(), [live]);
  return useSyncExternalStore(live.subscribe, live.read);
}
