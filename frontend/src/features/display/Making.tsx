import type { Call } from "../../api/views";
import { useWords } from "../../i18n/catalogue";
import { cx } from "../../ui/cx";
import { Calls } from "./Calls";
import { words } from "./words";
import styles from "./Making.module.css";

/** What a line of numbers holds at most. */
const NAMED = 8;

interface Props {
  making: Call[];
  next: Call[];
  missed: Call[];
  size: number;
  now: number;
}

/** What is being made, what comes after, and what nobody came for. */
export function Making({ making, next, missed, size, now }: Props) {
  const say = useWords(words);
  return (
    <div className={styles.side}>
      <Calls kind="making" title={say.making} empty={say.calm} calls={making} size={size} now={now}>
        {next.length > 0 && <Line className={styles.next} title={say.next} calls={next} />}
      </Calls>
      {missed.length > 0 && (
        <section className={styles.missed} aria-label={say.missed} data-missed>
          <Line title={say.missed} calls={missed} />
          <p className={styles.ask}>{say.ask}</p>
        </section>
      )}
    </div>
  );
}

interface LineProps {
  title: string;
  calls: Call[];
  className?: string | undefined;
}

function Line({ title, calls, className }: LineProps) {
  const say = useWords(words);
  return (
    <p className={cx(styles.line, className)}>
      <span>{title}</span>
      {calls.slice(0, NAMED).map((call) => (
        <b key={call.ticket}>{call.number}</b>
      ))}
      {calls.length > NAMED && <span>{say.more(calls.length - NAMED)}</span>}
    </p>
  );
}
