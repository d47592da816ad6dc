import type { Link } from "../../api/live";
import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { LinkStatus } from "../../ui/LinkStatus";
import { isTaking, useStand } from "./context";
import { words as part } from "./words";
import styles from "./Kiosk.module.css";

/** Whose kiosk it is, the ways back, and what stands in the way of ordering just now. */
export function Head({ link, onStartOver }: { link: Link; onStartOver: () => void }) {
  const words = useWords(part);
  const { hall, standing, order, act } = useStand();
  const ordering = order.step !== "start" && order.step !== "done";
  // What is on its way is left only by the question that says it may have arrived.
  const leaves = ordering && order.step !== "sending";
  const leads = leaves && order.step !== "menu";
  const away = link.state !== "live" && link.state !== "connecting";
  return (
    <>
      <header className={styles.head}>
        {leads && (
          <Button tone="quiet" onClick={() => act({ do: "back" })}>
            <Icon name="back" /> {words.back}
          </Button>
        )}
        {ordering && <p dir="auto">{hall.event.name}</p>}
        <LinkStatus link={link} />
        {leaves && (
          <Button tone="quiet" onClick={onStartOver}>
            <Icon name="undo" /> {words.startOver}
          </Button>
        )}
      </header>
      {away && (
        <p className={styles.notice} role="status">
          <Icon name="off" size={24} /> {words.noConnection}
        </p>
      )}
      {ordering && !isTaking(standing) && (
        <p className={styles.notice} role="alert">
          <Icon name="pause" size={24} /> {words.notNow}
        </p>
      )}
    </>
  );
}
