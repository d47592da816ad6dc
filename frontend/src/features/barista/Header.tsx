import { Suspense } from "react";
import { stationState } from "../../api/deeds";
import type { Link } from "../../api/live";
import { outbox } from "../../api/tabletOutbox";
import { Brand } from "../../ui/Brand";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { LinkStatus } from "../../ui/LinkStatus";
import { UserMenu } from "../../ui/UserMenu";
import { recallable, type Board } from "./board";
import { STATE_WORDS } from "./stationWords";
import { Waiting } from "./waiting/Waiting";
import styles from "./Header.module.css";
import ui from "../../ui/ui.module.css";

interface Props {
  link: Link;
  board: Board | null;
  onLeave: () => void;
  onEightySix?: () => void;
  onRecent?: () => void;
}

export function Header({ link, board, onLeave, onEightySix, onRecent }: Props) {
  const station = board?.station;
  const opened = station?.state === "open";

  return (
    <header className={`${ui.bar} ${styles.bar}`}>
      <span className={styles.brand}>
        <Brand />
      </span>
      <button
        type="button"
        className={styles.here}
        onClick={onLeave}
        title="Choose another station"
      >
        <h1>{station?.name ?? "Station"}</h1>
        {station && (
          <span className={styles.stationState} data-state={station.state}>
            {STATE_WORDS[station.state]}
          </span>
        )}
      </button>
      <Suspense fallback={<LinkStatus link={link} />}>
        <Waiting link={link} />
      </Suspense>
      <div className={ui.barEnd}>
        {board && station && (
          <>
            <Button onClick={() => outbox().put(stationState(station, opened ? "paused" : "open"))}>
              <Icon name={opened ? "pause" : "play"} />
              {opened ? "Pause" : "Open"}
            </Button>
            <Button
              onClick={onRecent}
              aria-label="Recently closed"
              disabled={recallable(board).length === 0}
            >
              <Icon name="undo" />
              <span className={styles.wide}>Recent</span>
            </Button>
            <Button onClick={onEightySix}>
              86{board.soldOut.list.length > 0 && <b>{board.soldOut.list.length}</b>}
            </Button>
          </>
        )}
        <UserMenu />
      </div>
    </header>
  );
}
