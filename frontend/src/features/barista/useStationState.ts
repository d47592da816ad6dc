import { stationState } from "../../api/deeds";
import { outbox } from "../../api/tabletOutbox";
import { useDesk } from "./desk";

/** Pause the station, or open it again. */
export function useStationState(): () => void {
  const { station } = useDesk().board;
  return () =>
    void outbox().put(stationState(station, station.state === "open" ? "paused" : "open"));
}
