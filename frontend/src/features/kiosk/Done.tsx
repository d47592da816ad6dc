import { useCallback, useEffect, useState } from "react";
import type { Placed } from "../../api/kiosk";
import { useWords } from "../../i18n/catalogue";
import { clockTime } from "../../i18n/counting";
import { useLanguage } from "../../i18n/language";
import { Button } from "../../ui/Button";
import { QrCode } from "../../ui/QrCode";
import { LONGER_MS, THANKS_MS } from "./idle";
import { Panel } from "./Panel";
import { useStand } from "./context";
import { words as part } from "./words";
import type { Words } from "./words/en";
import styles from "./Done.module.css";

/** The number, large, for as long as it takes to read it, or longer where somebody wants it. */
export function Done({ placed, onOver }: { placed: Placed; onOver: () => void }) {
  const words = useWords(part);
  const language = useLanguage();
  const { hall, order } = useStand();
  const { seconds, longer } = useCountdown(onOver);
  const stations = [...new Set(placed.lines.map((line) => line.station))].join(", ");
  const { earliest, latest } = placed.promise;
  const at = (time: string) => clockTime(language, time, hall.event.timezone);
  return (
    <Panel
      title={order.name ? words.doneFor(order.name) : words.done}
      lead={order.phone ? words.texted : words.watch}
      foot={
        <>
          <p className={styles.clears}>{words.clears(seconds)}</p>
          <Button onClick={longer}>{words.longer}</Button>
          <Button tone="accent" onClick={onOver}>
            {words.finish}
          </Button>
        </>
      }
    >
      <div className={styles.done}>
        <p className={styles.number} role="status">
          <span>{words.number}</span> <strong>{placed.number}</strong>
        </p>
        <dl className={styles.facts}>
          <dt>{words.ready}</dt>
          <dd>{range(words, at(earliest), at(latest))}</dd>
          <dt>{words.where}</dt>
          <dd dir="auto">{stations}</dd>
        </dl>
        <p className={styles.follow}>
          <QrCode
            text={`${window.location.origin}${placed.track}`}
            label={words.follow}
            className={styles.qr}
          />
          <span>{words.follow}</span>
        </p>
      </div>
    </Panel>
  );
}

function range(words: Words, from: string, to: string): string {
  return from === to ? words.readyAt(to) : words.readyBetween(from, to);
}

function useCountdown(onOver: () => void): { seconds: number; longer: () => void } {
  const [endsAt, setEndsAt] = useState(() => Date.now() + THANKS_MS);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (now >= endsAt) onOver();
  }, [now, endsAt, onOver]);
  const longer = useCallback(() => setEndsAt(Date.now() + LONGER_MS), []);
  return { seconds: Math.max(0, Math.ceil((endsAt - now) / 1000)), longer };
}
