import { useEffect } from "react";
import { printerOf } from "../../api/counter";
import type { Station, Told } from "../../api/views";

/** Learn once how the station's printer is; what changes is pushed. */
export function usePrinter(station: Station, apply: (news: Told) => void): void {
  const { event, id } = station;
  useEffect(() => {
    printerOf(event, id).then(
      (data) => {
        if (data) apply({ type: "PrinterChanged", version: data.version, data });
      },
      // Without an answer there are no buttons for labels; tickets go on.
      () => undefined,
    );
  }, [event, id, apply]);
}
