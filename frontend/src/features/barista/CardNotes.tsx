import type { Question, Ticket } from "../../api/views";
import { Icon } from "../../ui/Icon";
import { useText } from "./text";
import styles from "./CardNotes.module.css";

/** Covers the drinks until somebody has read it, and stays on the ticket then. */
export function Allergy({ allergy }: { allergy: NonNullable<Ticket["allergy"]> }) {
  const words = useText().card;
  const by = allergy.acknowledged_by;
  return (
    <div className={styles.allergy} data-read={by !== null}>
      <p className={styles.allergyText}>
        <Icon name="alert" size={22} />
        <span className="sr-only">{words.allergy}: </span>
        <span dir="auto">{allergy.text}</span>
      </p>
      <p>{by === null ? words.unread : words.readBy(by)}</p>
    </div>
  );
}

/** What the customer was asked, and what they answered. */
function Asked({ question }: { question: Question }) {
  const words = useText().card;
  const answered = question.answer !== null;
  return (
    <div className={styles.asked} data-answered={answered}>
      <p className={styles.by} dir="auto">
        {words.asked(question.asked_by, question.text)}
      </p>
      <p className={styles.answer} dir="auto">
        {answered ? question.answer : words.noAnswer}
      </p>
    </div>
  );
}

/** All that is said of a ticket below its drinks. */
export function CardNotes({ ticket }: { ticket: Ticket }) {
  const words = useText().card;
  return (
    <>
      {ticket.note && (
        <p className={styles.note} dir="auto">
          {ticket.note}
        </p>
      )}
      {ticket.question && <Asked question={ticket.question} />}
      {ticket.held && <p className={styles.note}>{words.heldText}</p>}
      {ticket.opted_out && <p className={styles.note}>{words.noTexts}</p>}
      {ticket.state === "started" && ticket.started_by && (
        <p className={styles.by}>{words.startedBy(ticket.started_by)}</p>
      )}
    </>
  );
}
