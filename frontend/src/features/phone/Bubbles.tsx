import { Fragment } from "react";
import { useLanguage } from "../../i18n/language";
import { cx } from "../../ui/cx";
import { Icon, type IconName } from "../../ui/Icon";
import { timeOfDay } from "../../ui/words";
import { LinkedText } from "./LinkedText";
import type { Bubble } from "./thread";
import { useText } from "./useText";
import type { Words } from "./words/en";
import styles from "./Bubbles.module.css";

/** A new time is written after so long a silence. */
const PAUSE_MS = 15 * 60_000;

export function Bubbles({ shown, onAgain }: { shown: Bubble[]; onAgain: (sid: string) => void }) {
  const language = useLanguage();
  return shown.map((bubble, index) => {
    const before = shown[index - 1];
    const pause = !before || Date.parse(bubble.at) - Date.parse(before.at) > PAUSE_MS;
    const after = shown[index + 1];
    const last = after?.mine !== bubble.mine;
    return (
      <Fragment key={bubble.key}>
        {pause && <p className={styles.day}>{dayAndTime(bubble.at, language)}</p>}
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

const ICONS: Record<keyof Words["states"], IconName> = {
  sending: "clock",
  queued: "clock",
  accepted: "clock",
  sent: "check",
  received: "checks",
  delivered: "checks",
  undelivered: "alert",
  failed: "alert",
};

function Delivery({ bubble, onAgain }: { bubble: Bubble; onAgain: (sid: string) => void }) {
  const words = useText();
  const { sid, why, state } = bubble;
  const known = state in ICONS ? (state as keyof typeof ICONS) : null;
  return (
    <span className={styles.delivery} data-state={state}>
      <Icon name={known ? ICONS[known] : "clock"} size={14} />
      {why ?? (known ? words.states[known] : state)}
      {why !== null && sid !== null && (
        <button type="button" className={styles.retry} onClick={() => onAgain(sid)}>
          {words.again}
        </button>
      )}
    </span>
  );
}

function dayAndTime(at: string, language: string): string {
  const day = new Date(at).toLocaleDateString(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  return `${day}, ${timeOfDay(at)}`;
}
