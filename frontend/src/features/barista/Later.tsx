import type { MenuDocument, Ticket, TicketAction } from "../../api/views";
import { count, timeOfDay } from "../../ui/words";
import { Card, type Ask } from "./Card";
import styles from "./Later.module.css";

interface Props {
  tickets: Ticket[];
  menu: MenuDocument | null;
  now: number;
  busy: ReadonlySet<number>;
  onAct: (ticket: Ticket, action: TicketAction) => void;
  onAsk: (ticket: Ticket, what: Ask) => void;
}

/** What waits for its time: one line under the lanes, opened by a tap. */
export function Later({ tickets, menu, now, busy, onAct, onAsk }: Props) {
  const [next] = tickets;
  if (!next) return null;
  const note = tickets.find((ticket) => ticket.note)?.note;
  return (
    <details className={styles.later} data-lane="scheduled">
      <summary>
        <strong>Later</strong> {count(tickets.length, "ticket")}, next for{" "}
        {timeOfDay(next.due ?? next.promise.earliest)}
        {note && <em className={styles.note}>{note}</em>}
      </summary>
      <div className={styles.cards}>
        {tickets.map((ticket) => (
          <Card
            key={ticket.id}
            ticket={ticket}
            menu={menu}
            now={now}
            busy={busy.has(ticket.id)}
            onAct={onAct}
            onAsk={onAsk}
          />
        ))}
      </div>
    </details>
  );
}
