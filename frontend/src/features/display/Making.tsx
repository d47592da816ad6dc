import type { Call } from "../../api/views";
import { useWords } from "../../i18n/catalogue";
import { Calls } from "./Calls";
import { words } from "./words";
import styles from "./Display.module.css";

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
        {next.length > 0 && <Line title={say.next} calls={next} />}
      </Calls>
      {missed.length > 0 && (
        <section className={styles.missed} aria-label={say.missed}>
          <Line title={say.missed} calls={missed} />
          <p className={styles.ask}>{say.ask}</p>
        </section>
      )}
    </div>
  );
}

function Line({ title, calls }: { title: string; calls: Call[] }) {
  const say = useWords(words);
  return (
    <p className={styles.line}>
      <span>{title}</span>
      {calls.slice(0, NAMED).map((call) => (
        <b key={call.ticket}>{call.number}</b>
      ))}
      {calls.length > NAMED && <span>{say.more(calls.length - NAMED)}</span>}
    </p>
  );
}
