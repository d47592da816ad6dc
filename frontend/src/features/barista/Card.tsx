import { details, itemLabel } from "../../api/menu";
import type { Line, MenuDocument, Question, Ticket, TicketAction } from "../../api/views";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import { stopwatch } from "../../ui/words";
import { ageOf } from "./board";
import styles from "./Card.module.css";

export type Ask = "void" | "remake" | "move" | "words";

interface Props {
  ticket: Ticket;
  menu: MenuDocument | null;
  now: number;
  busy: boolean;
  onAct: (ticket: Ticket, action: TicketAction) => void;
  onAsk: (ticket: Ticket, what: Ask) => void;
}

type Tone = "primary" | "accent" | "good";

/** The one thing usually done next, in each lane. */
const NEXT: Partial<Record<Ticket["state"], [TicketAction, string, Tone]>> = {
  scheduled: ["start", "Start", "primary"],
  queued: ["start", "Start", "primary"],
  started: ["bump", "Done", "accent"],
  made: ["collect", "Collected", "good"],
};

/** First of all, where a ticket tells an allergy. */
const READ: [TicketAction, string, Tone] = ["acknowledge", "I have read it", "primary"];

const LABELS: Record<TicketAction, string> = {
  start: "Start",
  bump: "Done",
  recall: "Back one step",
  collect: "Collected",
  uncollected: "Nobody came",
  void: "Cancel…",
  move: "Move to another station…",
  remake: "Make it again…",
  hold: "Hold the ready text",
  release: "Send the ready text",
  acknowledge: "I have read it",
};

const ASKED: Partial<Record<TicketAction, Ask>> = {
  void: "void",
  remake: "remake",
  move: "move",
};

export function Card({ ticket, menu, now, busy, onAct, onAsk }: Props) {
  const covered = ticket.actions.includes("acknowledge");
  const next = covered ? READ : NEXT[ticket.state];
  const primary = next && ticket.actions.includes(next[0]) ? next : null;
  const rest = ticket.actions.filter((action) => action !== primary?.[0]);
  const age = ageOf(ticket, now);
  const heading = `ticket-${ticket.id}`;
  const entries = rest.map((action) => {
    const asked = ASKED[action];
    return {
      label: LABELS[action] ?? action,
      onSelect: () => (asked ? onAsk(ticket, asked) : onAct(ticket, action)),
    };
  });
  if (ticket.words) {
    entries.push({ label: "What they wrote", onSelect: () => onAsk(ticket, "words") });
  }
  return (
    <article className={styles.card} data-level={age.level} aria-labelledby={heading}>
      <header className={styles.cardHead}>
        <h3 id={heading} className={styles.number}>
          <span className="sr-only">Order </span>
          {ticket.number}
        </h3>
        <span className={styles.who}>
          {ticket.name}
          {ticket.category && (
            <span className={styles.category} data-priority={ticket.priority}>
              {ticket.priority && <Icon name="star" size={16} />}
              {ticket.category}
              {ticket.priority && <span className="sr-only">, goes first</span>}
            </span>
          )}
        </span>
        <span className={styles.age} data-level={age.level}>
          <span className={styles.ageWord}>
            {age.level !== "calm" && <Icon name="alert" size={18} />}
            {age.level === "late" && <Icon name="alert" size={18} />}
            {age.word}
          </span>
          {ticket.state !== "scheduled" && (
            <span className={styles.timer}>{stopwatch(now - Date.parse(ticket.age_from))}</span>
          )}
        </span>
      </header>
      {ticket.allergy && <Allergy allergy={ticket.allergy} />}
      <ul className={styles.lines} hidden={covered}>
        {ticket.lines.map((line) => (
          <CardLine key={line.id} line={line} menu={menu} whose={ticket.name} />
        ))}
      </ul>
      {ticket.note && <p className={styles.note}>{ticket.note}</p>}
      {ticket.question && <Asked question={ticket.question} />}
      {ticket.held && <p className={styles.note}>Its ready text is held.</p>}
      {ticket.opted_out && <p className={styles.note}>Gets no texts: call the number out.</p>}
      {ticket.state === "started" && ticket.started_by && (
        <p className={styles.by}>{ticket.started_by} started this</p>
      )}
      <footer className={styles.cardFoot}>
        {primary && (
          <Button
            tone={primary[2]}
            big
            busy={busy}
            className={styles.next}
            aria-describedby={heading}
            onClick={() => onAct(ticket, primary[0])}
          >
            {primary[1]}
          </Button>
        )}
        {entries.length > 0 && (
          <Menu
            label={`More for order ${ticket.number}`}
            button={<Icon name="more" size={24} />}
            entries={entries}
            className={styles.more}
          />
        )}
      </footer>
    </article>
  );
}

/** Covers the drinks until somebody has read it, and stays on the ticket then. */
function Allergy({ allergy }: { allergy: NonNullable<Ticket["allergy"]> }) {
  const by = allergy.acknowledged_by;
  return (
    <div className={styles.allergy} data-read={by !== null}>
      <p className={styles.allergyText}>
        <Icon name="alert" size={22} />
        <span className="sr-only">Allergy: </span>
        <span>{allergy.text}</span>
      </p>
      <p>{by === null ? "Nobody has read this yet" : `${by} has read this`}</p>
    </div>
  );
}

/** What the customer was asked, and what they answered. */
function Asked({ question }: { question: Question }) {
  const answered = question.answer !== null;
  return (
    <div className={styles.asked} data-answered={answered}>
      <p className={styles.by}>
        {question.asked_by} asked: {question.text}
      </p>
      <p className={styles.answer}>{answered ? question.answer : "No answer yet"}</p>
    </div>
  );
}

function CardLine({
  line,
  menu,
  whose,
}: {
  line: Line;
  menu: MenuDocument | null;
  whose: string | null;
}) {
  return (
    <li className={styles.line}>
      <p className={styles.drink}>
        {line.quantity > 1 && <span className={styles.times}>{line.quantity} ×</span>}
        <span className={styles.item}>{itemLabel(menu, line.item)}</span>
      </p>
      <p className={styles.options}>
        {details(menu, line).map((detail) => (
          <span key={detail} className={styles.option}>
            {detail}
          </span>
        ))}
      </p>
      {line.notes.length > 0 && <p className={styles.note}>{line.notes.join(" · ")}</p>}
      {line.name && line.name !== whose && <p className={styles.by}>for {line.name}</p>}
    </li>
  );
}
