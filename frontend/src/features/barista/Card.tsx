import type { Ticket } from "../../api/views";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import { stopwatch } from "../../ui/words";
import { ageWord } from "./ageWord";
import { ageOf } from "./board";
import { isCovered, primaryOf } from "./cardActions";
import { CardLine } from "./CardLine";
import { Allergy, CardNotes } from "./CardNotes";
import { useDesk } from "./desk";
import { useText } from "./text";
import { useEntries } from "./useEntries";
import styles from "./Card.module.css";

interface Props {
  ticket: Ticket;
  now: number;
  /** Its place in its lane and how many there are, counted from one. */
  place?: number;
  of?: number;
}

/** One ticket: what to make, for whom, how old it is, and the one thing to do next. */
export function Card({ ticket, now, place, of }: Props) {
  const words = useText();
  const { act, menu } = useDesk();
  const entries = useEntries(ticket);
  const primary = primaryOf(ticket);
  const heading = `ticket-${ticket.id}`;
  return (
    <article
      className={styles.card}
      data-level={ageOf(ticket, now).level}
      aria-labelledby={heading}
      aria-posinset={place}
      aria-setsize={of}
      data-place={place}
      tabIndex={-1}
    >
      <Head ticket={ticket} now={now} heading={heading} />
      {ticket.allergy && <Allergy allergy={ticket.allergy} />}
      <ul className={styles.lines} hidden={isCovered(ticket)}>
        {ticket.lines.map((line) => (
          <CardLine key={line.id} line={line} menu={menu} whose={ticket.name} />
        ))}
      </ul>
      <CardNotes ticket={ticket} />
      <footer className={styles.foot}>
        {primary && (
          <Button
            tone={primary.tone}
            big
            className={styles.next}
            aria-describedby={heading}
            data-primary
            onClick={() => act(ticket, primary.action)}
          >
            {words.actions[primary.action]}
          </Button>
        )}
        {entries.length > 0 && (
          <Menu
            label={words.card.more(ticket.number)}
            button={<Icon name="more" size={24} />}
            entries={entries}
            className={styles.more}
          />
        )}
      </footer>
    </article>
  );
}

function Head({ ticket, now, heading }: { ticket: Ticket; now: number; heading: string }) {
  const words = useText();
  const age = ageOf(ticket, now);
  return (
    <header className={styles.head}>
      <h3 id={heading} className={styles.number}>
        <span className="sr-only">{words.card.order} </span>
        {ticket.number}
      </h3>
      <span className={styles.who}>
        <span dir="auto" className={styles.name}>
          {ticket.name}
        </span>
        {ticket.category && (
          <span className={styles.category} data-priority={ticket.priority} dir="auto">
            {ticket.priority && <Icon name="star" size={16} />}
            {ticket.category}
            {ticket.priority && <span className="sr-only">, {words.card.first}</span>}
          </span>
        )}
      </span>
      <span className={styles.age} data-level={age.level}>
        <span className={styles.ageWord}>
          {age.level !== "calm" && <Icon name="alert" size={18} />}
          {age.level === "late" && <Icon name="alert" size={18} />}
          {ageWord(age, ticket, words.age)}
        </span>
        {ticket.state !== "scheduled" && (
          <span className={styles.timer}>{stopwatch(now - Date.parse(ticket.age_from))}</span>
        )}
      </span>
    </header>
  );
}
