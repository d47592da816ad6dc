import { Fragment } from "react";
import { cx } from "../../ui/cx";
import { Icon, type IconName } from "../../ui/Icon";
import { timeOfDay } from "../../ui/words";
import { LinkedText } from "./LinkedText";
import type { Bubble } from "./thread";
import styles from "./Bubbles.module.css";

/** A new time is written after so long a silence. */
const PAUSE_MS = 15 * 60_000;

export function Bubbles({ shown, onAgain }: { shown: Bubble[]; onAgain: (sid: string) => void }) {
  return shown.map((bubble, index) => {
    const before = shown[index - 1];
    const pause = !before || Date.parse(bubble.at) - Date.parse(before.at) > PAUSE_MS;
    const after = shown[index + 1];
    const last = after?.mine !== bubble.mine;
    return (
      <Fragment key={bubble.key}>
        {pause && <p className={styles.day}>{dayAndTime(bubble.at)}</p>}
        <div className={cx(styles.row, bubble.mine && styles.mine)}>
          <p className={cx(styles.bubble, last && styles.last)}>
            <LinkedText text={bubble.body} />
          </p>
          <span className={styles.stamp}>
            {timeOfDay(bubble.at)}
            <Delivery bubble={bubble} onAgain={onAgain} />
          </span>
        </div>
      </Fragment>
    );
  });
}

const STATES: Record<string, [IconName, string]> = {
  sending: ["clock", "sending"],
  queued: ["clock", "queued"],
  accepted: ["clock", "accepted"],
  sent: ["check", "sent"],
  received: ["checks", "delivered"],
  delivered: ["checks", "delivered"],
  undelivered: ["alert", "undelivered"],
  failed: ["alert", "failed"],
};

function Delivery({ bubble, onAgain }: { bubble: Bubble; onAgain: (sid: string) => void }) {
  const { sid, why, state } = bubble;
  const [icon, word] = STATES[state] ?? ["clock", state];
  return (
    <span className={styles.delivery} data-state={state}>
      <Icon name={icon} size={14} />
      {why ?? word}
      {why !== null && sid !== null && (
        <button type="button" className={styles.retry} onClick={() => onAgain(sid)}>
          Send again
        </button>
      )}
    </span>
  );
}

function dayAndTime(at: string): string {
  const day = new Date(at).toLocaleDateString([], {
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  return `${day}, ${timeOfDay(at)}`;
}
