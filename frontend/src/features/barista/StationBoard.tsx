import type { Station, StationSnapshot } from "../../api/views";
import { useRoom } from "../../api/useRoom";
import { Button } from "../../ui/Button";
import { LinkStatus } from "../../ui/LinkStatus";
import { Message } from "../../ui/Message";
import { Bench } from "./Bench";
import { reduceBoard, type Board } from "./board";
import { useText } from "./text";
import styles from "./StationBoard.module.css";
import ui from "../../ui/ui.module.css";

interface Props {
  stationId: number;
  stations: Station[];
  onLeave: () => void;
  onWork: (station: number) => void;
  onRefresh: () => void;
}

/** One station's board, as soon as it is known. */
export function StationBoard({ stationId, stations, onLeave, onWork, onRefresh }: Props) {
  const words = useText().stations;
  const { data, link, apply } = useRoom<Board, StationSnapshot>(
    `station:${stationId}`,
    true,
    reduceBoard,
  );
  if (data) {
    return (
      <Bench
        board={data}
        link={link}
        apply={apply}
        stations={stations}
        onWork={onWork}
        onRefresh={onRefresh}
      />
    );
  }
  if (link.state === "refused") {
    return (
      <Message title={words.refused}>
        <p>{words.refusedNote}</p>
        <Button tone="primary" onClick={onLeave}>
          {words.other}
        </Button>
      </Message>
    );
  }
  return (
    <div className={styles.page} aria-busy="true">
      <header className={ui.bar}>
        <button type="button" className={styles.leave} onClick={onLeave}>
          {words.other}
        </button>
        <LinkStatus link={link} />
      </header>
      <div className={styles.skeletons}>
        {[0, 1, 2].map((lane) => (
          <div key={lane} className={ui.skeleton} />
        ))}
      </div>
    </div>
  );
}
