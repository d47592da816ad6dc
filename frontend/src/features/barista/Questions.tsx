import { useState, type FormEvent, type ReactNode } from "react";
import type { Ticket } from "../../api/views";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { lacks } from "./able";
import { recallable } from "./board";
import { useDesk } from "./desk";
import { inWords } from "./inWords";
import { useText } from "./text";
import styles from "./Questions.module.css";
import ui from "../../ui/ui.module.css";

/** A cancelled ticket needs a reason: the customer reads it. */
export function AskReason({ ticket }: { ticket: Ticket }) {
  const words = useText().ask;
  return (
    <WithReason
      ticket={ticket}
      action="void"
      title={words.voidTitle(ticket.number)}
      done={words.voidDone(ticket.number)}
      reasons={words.voidReasons}
    >
      <p>{words.voidNote}</p>
    </WithReason>
  );
}

/** So does one that is made once more: remakes are counted by it. */
export function AskRemake({ ticket }: { ticket: Ticket }) {
  const words = useText().ask;
  return (
    <WithReason
      ticket={ticket}
      action="remake"
      title={words.remakeTitle(ticket.number)}
      done={words.remakeDone(ticket.number)}
      reasons={words.remakeReasons}
    >
      <p>{words.remakeNote}</p>
    </WithReason>
  );
}

function WithReason(props: {
  ticket: Ticket;
  action: "void" | "remake";
  title: string;
  done: string;
  reasons: string[];
  children: ReactNode;
}) {
  const words = useText().ask;
  const { act, close } = useDesk();
  const [reason, setReason] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!reason.trim()) return;
    close();
    act(props.ticket, props.action, { reason: reason.trim() });
  }
  return (
    <Dialog title={props.title} onClose={close}>
      {props.children}
      <div className={styles.reasons}>
        {props.reasons.map((one) => (
          <Button key={one} aria-pressed={reason === one} onClick={() => setReason(one)}>
            {one}
          </Button>
        ))}
      </div>
      <form className={ui.form} onSubmit={submit}>
        <Field
          label={words.reason}
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

/** Where it may go: what a station cannot make of it is said before anybody tries. */
export function AskMove({ ticket }: { ticket: Ticket }) {
  const words = useText();
  const { stations, menu, board, act, close } = useDesk();
  const others = stations.filter(
    (station) => station.id !== ticket.station_id && station.event === ticket.event,
  );
  return (
    <Dialog title={words.ask.move(ticket.number)} onClose={close}>
      {others.length === 0 && <p>{words.ask.noOther}</p>}
      {others.map((station) => {
        const missing = lacks(station, ticket, menu, board.soldOut.list);
        const state = station.silent_since ? words.stations.silent : words.stations[station.state];
        const able = missing.length === 0;
        return (
          <Button
            key={station.id}
            big
            disabled={!able}
            onClick={() => {
              close();
              act(ticket, "move", { station: station.id });
            }}
          >
            {station.name} · {able ? state : words.ask.cannot(missing.join(", "))}
          </Button>
        );
      })}
    </Dialog>
  );
}

export function Wrote({ ticket }: { ticket: Ticket }) {
  const words = useText().ask;
  const { close } = useDesk();
  return (
    <Dialog title={words.wrote(ticket.number)} onClose={close}>
      <blockquote className={styles.words} dir="auto">
        {ticket.words}
      </blockquote>
    </Dialog>
  );
}

export function Recent() {
  const words = useText().ask;
  const { board, menu, act, close } = useDesk();
  const tickets = recallable(board);
  return (
    <Dialog title={words.recent} onClose={close}>
      {tickets.length === 0 && <p>{words.nothingRecent}</p>}
      <ul className={styles.rows}>
        {tickets.map((ticket) => (
          <li key={ticket.id} className={styles.rowItem}>
            <span>
              <strong className={styles.rowNumber}>{ticket.number}</strong> <bdi>{ticket.name}</bdi>
              <br />
              <small>{inWords(ticket, menu)}</small>
            </span>
            <Button
              onClick={() => {
                close();
                act(ticket, "recall");
              }}
            >
              <Icon name="undo" /> {words.bringBack}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
