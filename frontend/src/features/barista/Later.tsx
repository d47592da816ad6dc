import type { Ticket } from "../../api/views";
import { timeOfDay } from "../../ui/words";
import { Card } from "./Card";
import { useText } from "./text";
import styles from "./Later.module.css";

/** What waits for its time: one line under the lanes, opened by a tap. */
export function Later({ tickets, now }: { tickets: readonly Ticket[]; now: number }) {
  const words = useText().later;
  const [next] = tickets;
  if (!next) return null;
  const note = tickets.find((ticket) => ticket.note)?.note;
  return (
    <details className={styles.later} data-lane="scheduled">
      <summary>
        <strong>{words.title}</strong>{" "}
        {words.next(tickets.length, timeOfDay(next.due ?? next.promise.earliest))}
        {note && <em className={styles.note}>{note}</em>}
      </summary>
      <div className={styles.cards}>
        {tickets.map((ticket) => (
          <Card key={ticket.id} ticket={ticket} now={now} />
        ))}
      </div>
    </details>
  );
}
