import { useState } from "react";
import type { Alert } from "../../api/views";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { useNow } from "../../ui/useNow";
import { timeOfDay } from "../../ui/words";
import { useDesk } from "./desk";
import { eventNotice, watched } from "./noticing";
import { paperWarning } from "./paper";
import { useText, type Words } from "./text";
import styles from "./Notices.module.css";

const EVERY_MS = 5_000;

/** What the whole house should know, in lines above the lanes. */
export function Notices() {
  const { notices: words, labels } = useText();
  const { board, shift } = useDesk();
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const now = useNow(EVERY_MS);
  const { event, printer, low } = board.around;
  const notice = eventNotice(event, now);
  const alerts = watched(board.around.alerts, board.station.id, read);
  const running = [...low.values()].filter(
    (one) => one.station === board.station.id && one.level !== "enough",
  );
  const dismiss = (key: string) => setRead((before) => new Set(before).add(key));
  const lines = running.filter((one) => !read.has(`${one.ingredient} ${one.level}`));
  const warning = printer && (paperWarning(printer, labels) ?? printer.trouble);
  return (
    <div className={styles.notices} aria-live="polite">
      {!shift.begun && <Begin />}
      {notice && (
        <p className={styles.notice} data-tone={notice.says === "soon" ? "calm" : "bad"}>
          <Icon name="clock" />
          {words[notice.says](notice.at ? timeOfDay(notice.at) : "")}
        </p>
      )}
      {alerts.map((alert) => (
        <AlertLine
          key={alert.station}
          alert={alert}
          onRead={() => dismiss(`${alert.station} ${alert.at}`)}
        />
      ))}
      {lines.map((one) => (
        <p key={one.ingredient} className={styles.notice} data-tone="calm">
          <Icon name="alert" />
          {one.level === "out" ? words.usedUp(one.ingredient) : words.low(one.ingredient)}
          <Read onRead={() => dismiss(`${one.ingredient} ${one.level}`)} />
        </p>
      ))}
      {warning && !read.has(warning) && (
        <p className={styles.notice} data-tone="calm">
          <Icon name="alert" />
          {warning}
          <Read onRead={() => dismiss(warning)} />
        </p>
      )}
    </div>
  );
}

/** Until somebody has touched the page, browsers keep it silent: one tap begins the shift. */
function Begin() {
  const words = useText().shift;
  const { shift } = useDesk();
  return (
    <div className={styles.notice} data-tone="begin">
      <Button tone="accent" onClick={shift.begin}>
        <Icon name="play" /> {words.begin}
      </Button>
      <span>{words.beginNote}</span>
    </div>
  );
}

function AlertLine({ alert, onRead }: { alert: Alert; onRead: () => void }) {
  const words = useText().notices;
  const { work } = useDesk();
  return (
    <div className={styles.notice} data-tone="bad">
      <Icon name="alert" />
      <span>{alertWords(alert, words)}</span>
      {alert.why !== "closed" && (
        <Button onClick={() => work(alert.station)}>{words.takeOver}</Button>
      )}
      <Read onRead={onRead} />
    </div>
  );
}

function alertWords(alert: Alert, words: Words["notices"]): string {
  const numbers = (list: string[]) => list.map((one) => `#${one}`).join(", ");
  return [
    words[alert.why](alert.name),
    alert.moved > 0 && words.moved(alert.moved),
    alert.waiting.length > 0 && words.waits(numbers(alert.waiting)),
    alert.started.length > 0 && words.begun(numbers(alert.started)),
  ]
    .filter(Boolean)
    .join(" ");
}

function Read({ onRead }: { onRead: () => void }) {
  const words = useText().notices;
  return (
    <Button tone="quiet" className={styles.read} aria-label={words.dismiss} onClick={onRead}>
      <Icon name="close" />
    </Button>
  );
}
