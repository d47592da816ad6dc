import { useEffect } from "react";
import type { Station } from "../../api/views";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { useDesk } from "./desk";
import { useText } from "./text";
import styles from "./Questions.module.css";

/** Work at another station: two taps, and its tickets are here; also where nobody is heard. */
export function StationSwitch() {
  const words = useText().stations;
  const { stations, board, work, close, refreshStations } = useDesk();
  useEffect(() => refreshStations(), [refreshStations]);
  return (
    <Dialog title={words.switch} onClose={close}>
      <p>{words.switchNote}</p>
      <ul className={styles.rows}>
        {stations.map((station) => (
          <li key={station.id} className={styles.rowItem}>
            <span>
              <strong>{station.name}</strong>
              <br />
              <small>{waiting(station, words)}</small>
            </span>
            {station.id === board.station.id ? (
              <span>
                <Icon name="check" /> {words.here}
              </span>
            ) : (
              <Button
                tone={station.silent_since ? "danger" : "plain"}
                aria-label={`${words.takeOver}: ${station.name}`}
                onClick={() => work(station.id)}
              >
                {words.takeOver}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function waiting(station: Station, words: ReturnType<typeof useText>["stations"]): string {
  const state = station.silent_since ? words.silent : words[station.state];
  const minutes = Math.round(station.open_seconds / 60);
  return minutes > 0 ? `${state} · ${minutes} min` : state;
}
