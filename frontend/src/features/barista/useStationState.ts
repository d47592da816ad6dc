import { wording } from "../../api/http";
import { setState } from "../../api/stations";
import { useDesk } from "./desk";

/** Pause the station, or open it again. */
export function useStationState(): () => void {
  const { board, apply, tell } = useDesk();
  const { station } = board;
  return () => {
    setState(station, station.state === "open" ? "paused" : "open").then(
      (after) => apply({ type: "StationChanged", version: after.version, data: after }),
      (error: unknown) => tell(wording(error), true),
    );
  };
}
