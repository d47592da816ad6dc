import { memo } from "react";
import type { Ticket } from "../../api/views";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import { ageOf } from "./board";
import { isCovered, primaryOf } from "./cardActions";
import { AgeMark, Who } from "./CardHead";
import { CardLine } from "./CardLine";
import { Allergy, CardNotes } from "./CardNotes";
import { useHand, type Hand } from "./desk";
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
  const hand = useHand();
  const age = ageOf(ticket, now);
  return (
    <article
      className={styles.card}
      data-level={age.level}
      aria-labelledby={headingOf(ticket)}
      aria-posinset={place}
      aria-setsize={of}
      data-place={place}
      tabIndex={-1}
    >
      <header className={styles.head}>
        <Who ticket={ticket} heading={headingOf(ticket)} />
        <AgeMark ticket={ticket} age={age} now={now} />
      </header>
      <Body ticket={ticket} hand={hand} />
    </article>
  );
}

function headingOf(ticket: Ticket): string {
  return `ticket-${ticket.id}`;
}

/** All but its age, which is another each second: this is drawn anew when the ticket is. */
const Body = memo(function Body({ ticket, hand }: { ticket: Ticket; hand: Hand }) {
  const words = useText();
  const { act, menu } = hand;
  const entries = useEntries(ticket, hand);
  const primary = primaryOf(ticket);
  return (
    <>
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
            aria-describedby={headingOf(ticket)}
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
    </>
  );
});
