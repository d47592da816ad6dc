import { useState, type FormEvent, type ReactNode } from "react";
import type { MenuDocument, Station, Ticket } from "../../api/views";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { recallable, type Board } from "./board";
import { inWords } from "./inWords";
import { STATE_WORDS } from "./stationWords";
import styles from "./Questions.module.css";
import ui from "../../ui/ui.module.css";

const REASONS = ["We ran out of something", "The customer asked for it", "Made twice by mistake"];
const REMAKES = ["Wrong drink", "Spilt", "Gone stale", "Not as it should taste"];

interface Reasoned {
  ticket: Ticket;
  onReason: (reason: string) => void;
  onClose: () => void;
}

/** A cancelled ticket needs a reason: the customer reads it. */
export function AskReason(props: Reasoned) {
  const { number } = props.ticket;
  return (
    <WithReason {...props} title={`Cancel order ${number}?`} done={`Cancel order ${number}`}>
      <p>The customer is told, with this reason.</p>
    </WithReason>
  );
}

/** So does one that is made once more: remakes are counted by it. */
export function AskRemake(props: Reasoned) {
  const { number } = props.ticket;
  return (
    <WithReason
      {...props}
      title={`Make order ${number} again?`}
      done={`Make order ${number} again`}
      reasons={REMAKES}
    >
      <p>It goes back to its old place. The reason is for us.</p>
    </WithReason>
  );
}

function WithReason(
  props: Reasoned & { title: string; done: string; reasons?: string[]; children: ReactNode },
) {
  const [reason, setReason] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (reason.trim()) props.onReason(reason.trim());
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      {props.children}
      <div className={styles.reasons}>
        {(props.reasons ?? REASONS).map((one) => (
          <Button key={one} aria-pressed={reason === one} onClick={() => setReason(one)}>
            {one}
          </Button>
        ))}
      </div>
      <form className={ui.form} onSubmit={submit}>
        <Field
          label="Reason"
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="submit" tone="danger" big disabled={!reason.trim()}>
          {props.done}
        </Button>
      </form>
    </Dialog>
  );
}

export function AskMove(props: {
  ticket: Ticket;
  stations: Station[];
  onStation: (id: number) => void;
  onClose: () => void;
}) {
  const others = props.stations.filter(
    (station) => station.id !== props.ticket.station_id && station.event === props.ticket.event,
  );
  return (
    <Dialog title={`Move order ${props.ticket.number}`} onClose={props.onClose}>
      {others.length === 0 && <p>There is no other station.</p>}
      {others.map((station) => (
        <Button key={station.id} big onClick={() => props.onStation(station.id)}>
          {station.name} · {STATE_WORDS[station.state]}
        </Button>
      ))}
    </Dialog>
  );
}

export function Wrote({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  return (
    <Dialog title={`Order ${ticket.number}, in their words`} onClose={onClose}>
      <blockquote className={styles.words}>{ticket.words}</blockquote>
    </Dialog>
  );
}

export function Recent(props: {
  board: Board;
  menu: MenuDocument | null;
  onRecall: (ticket: Ticket) => void;
  onClose: () => void;
}) {
  return (
    <Dialog title="Recently closed" onClose={props.onClose}>
      <ul className={styles.rows}>
        {recallable(props.board).map((ticket) => (
          <li key={ticket.id} className={styles.rowItem}>
            <span>
              <strong className={styles.rowNumber}>{ticket.number}</strong> {ticket.name}
              <br />
              <small>{inWords(ticket, props.menu)}</small>
            </span>
            <Button onClick={() => props.onRecall(ticket)}>
              <Icon name="undo" /> Bring back
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
