import { useEffect, useState, type FormEvent } from "react";
import { askCustomer, cannedOf, tellCustomer } from "../../api/counter";
import type { CannedList, Ticket } from "../../api/views";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { useTrouble } from "../../ui/useTrouble";
import { useDesk } from "./desk";
import { useText } from "./text";
import styles from "./Questions.module.css";
import ui from "../../ui/ui.module.css";

/** Ask whoever ordered it, or tell them something: as it will be read, before it goes. */
export function Texts({ ticket }: { ticket: Ticket }) {
  const words = useText();
  const inWords = useTrouble();
  const { apply, close, tell } = useDesk();
  const [trouble, setTrouble] = useState<string | null>(null);
  const canned = useCanned(ticket.order, setTrouble);

  async function sent(work: () => Promise<unknown>) {
    setTrouble(null);
    try {
      await work();
      tell(words.did.sent(ticket.number));
      close();
    } catch (error) {
      setTrouble(inWords(error));
    }
  }

  const ask = (question: string) =>
    void sent(async () => {
      const after = await askCustomer(ticket.id, question);
      apply({ type: "TicketChanged", version: after.version, data: after });
    });
  const unreachable = canned?.unreachable ?? null;
  return (
    <Dialog title={words.texts.title(ticket.number)} onClose={close}>
      {trouble && <Notice>{trouble}</Notice>}
      {unreachable && <Notice>{words.card.noTexts}</Notice>}
      <h3>{words.texts.ask}</h3>
      <p>{words.texts.askNote}</p>
      <div className={styles.reasons}>
        {words.texts.questions.map((one) => (
          <Button key={one} onClick={() => ask(one)}>
            {one}
          </Button>
        ))}
      </div>
      <Own label={words.texts.question} onSend={ask} />
      <h3>{words.texts.tell}</h3>
      {!canned && !trouble && <p role="status">{words.texts.reading}</p>}
      <ul className={styles.rows}>
        {canned?.canned.map((one) => (
          <li key={one.key} className={styles.rowItem}>
            <span dir="auto">
              {one.text}
              <br />
              <small>{words.texts.preview(one.segments)}</small>
            </span>
            <Button
              disabled={unreachable !== null}
              onClick={() => void sent(() => tellCustomer(ticket.order, { canned: one.key }))}
            >
              {words.texts.send}
            </Button>
          </li>
        ))}
      </ul>
      <Own
        label={words.texts.message}
        onSend={(text) => void sent(() => tellCustomer(ticket.order, { text }))}
      />
    </Dialog>
  );
}

function Own({ label, onSend }: { label: string; onSend: (text: string) => void }) {
  const words = useText().texts;
  const [text, setText] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim()) onSend(text.trim());
  }
  return (
    <form className={ui.form} onSubmit={submit}>
      <Field
        label={label}
        value={text}
        maxLength={300}
        dir="auto"
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={!text.trim()}>
        {words.send}
      </Button>
    </form>
  );
}

function useCanned(order: number, onTrouble: (words: string) => void): CannedList | null {
  const inWords = useTrouble();
  const [canned, setCanned] = useState<CannedList | null>(null);
  useEffect(() => {
    let gone = false;
    cannedOf(order).then(
      (list) => {
        if (!gone) setCanned(list);
      },
      (error: unknown) => {
        if (!gone) onTrouble(inWords(error));
      },
    );
    return () => {
      gone = true;
    };
  }, [order, onTrouble, inWords]);
  return canned;
}
