import { memo } from "react";
import type { Ticket } from "../../api/views";
import { Icon } from "../../ui/Icon";
import { stopwatch } from "../../ui/words";
import { ageWord } from "./ageWord";
import type { Age } from "./board";
import { useText } from "./text";
import styles from "./Card.module.css";

/** Whose it is: the number, the name, and what is special about them. */
export const Who = memo(function Who({ ticket, heading }: { ticket: Ticket; heading: string }) {
  const words = useText().card;
  return (
    <>
      <h3 id={heading} className={styles.number}>
        <span className="sr-only">{words.order} </span>
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
            {ticket.priority && <span className="sr-only">, {words.first}</span>}
          </span>
        )}
      </span>
    </>
  );
});

/** How old it is: in a word, by a mark or two, and to the second. */
export function AgeMark({ ticket, age, now }: { ticket: Ticket; age: Age; now: number }) {
  const words = useText().age;
  return (
    <span className={styles.age} data-level={age.level}>
      <span className={styles.ageWord}>
        {age.level !== "calm" && <Icon name="alert" size={18} />}
        {age.level === "late" && <Icon name="alert" size={18} />}
        {ageWord(age, ticket, words)}
      </span>
      {ticket.state !== "scheduled" && (
        <span className={styles.timer}>{stopwatch(now - Date.parse(ticket.age_from))}</span>
      )}
    </span>
  );
}
