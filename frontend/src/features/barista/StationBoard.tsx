import type { Station } from "../../api/views";
import { Button } from "../../ui/Button";
import { LinkStatus } from "../../ui/LinkStatus";
import { Message } from "../../ui/Message";
import { Bench } from "./Bench";
import { useText } from "./text";
import { useBoard } from "./useBoard";
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
  const { board, link, apply } = useBoard(stationId);
  const refused = link.state === "refused";
  if (board && !(refused && link.heardAt === null)) {
    return (
      <Bench
        board={board}
        link={link}
        apply={apply}
        stations={stations}
        onWork={onWork}
        onRefresh={onRefresh}
      />
    );
  }
  if (refused) {
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
