import { useState } from "react";
import { changeLanguage, useWords } from "../../i18n/catalogue";
import { clockTime } from "../../i18n/counting";
import { useLanguage } from "../../i18n/language";
import { isLanguage, LANGUAGES } from "../../i18n/languages";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { useShared } from "../../ui/shared";
import { Chips } from "./Chips";
import { isTaking, useStand } from "./context";
import { words as part } from "./words";
import type { Words } from "./words/en";
import styles from "./Start.module.css";

/** What stands there until somebody comes. */
export function Start({ onBegin }: { onBegin: () => void }) {
  const words = useWords(part);
  const language = useLanguage();
  const { hall, standing } = useStand();
  const { event, wait } = hall;
  const taking = isTaking(standing);
  const last = event.closes_at && clockTime(language, event.closes_at, event.timezone);
  return (
    <div className={styles.start}>
      <h1 dir="auto">{event.name}</h1>
      {taking ? (
        <button type="button" className={styles.begin} onClick={onBegin}>
          <Icon name="cup" size={72} />
          <span>{words.start}</span>
        </button>
      ) : (
        <p className={styles.shut} role="status">
          {words[standing as "paused" | "closed" | "shut"]}
        </p>
      )}
      {taking && wait && (
        <p className={styles.fact}>
          <Icon name="clock" size={28} />
          <span>{words.wait}</span>
          <strong>{range(words, wait.earliest_minutes, wait.latest_minutes)}</strong>
        </p>
      )}
      {standing === "last-orders" && last && (
        <p className={styles.last} role="status">
          {words.lastOrders(last)}
        </p>
      )}
      <Languages />
    </div>
  );
}

function Languages() {
  const words = useWords(part);
  const shared = useShared();
  const spoken = useLanguage();
  const [missing, setMissing] = useState(false);

  function choose(wanted: string) {
    if (!isLanguage(wanted)) return;
    // For this order only: the next one finds the event's own.
    changeLanguage(wanted, false).then(
      () => setMissing(false),
      () => setMissing(true),
    );
  }

  return (
    <div className={styles.languages}>
      <Chips
        label={words.languages}
        hidden
        chips={Object.entries(LANGUAGES).map(([tag, name]) => ({ value: tag, name, lang: tag }))}
        value={spoken}
        onChange={choose}
      />
      {missing && <Notice>{shared.unspoken}</Notice>}
    </div>
  );
}

function range(words: Words, earliest: number, latest: number): string {
  if (earliest <= 0) return words.upTo(Math.max(1, latest));
  return earliest === latest ? words.about(latest) : words.between(earliest, latest);
}
