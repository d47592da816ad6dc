import { useEffect, useState } from "react";
import { labelsOf, newRoll, reprint } from "../../api/counter";
import type { Label, Printer } from "../../api/views";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import { useTrouble } from "../../ui/useTrouble";
import { timeOfDay } from "../../ui/words";
import { useDesk } from "./desk";
import { paperWarning } from "./paper";
import { useText } from "./text";
import styles from "./Questions.module.css";

/** The station's printer: its roll, what waits, and the last labels to be printed again. */
export function Labels() {
  const words = useText().labels;
  const inWords = useTrouble();
  const { board, apply, close } = useDesk();
  const [labels, setLabels] = useState<Label[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const { printer } = board.around;
  const station = board.station.id;

  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let gone = false;
    labelsOf(station).then(
      (list) => {
        if (!gone) setLabels(list);
      },
      (error: unknown) => {
        if (!gone) setTrouble(inWords(error));
      },
    );
    return () => {
      gone = true;
    };
  }, [station, printer?.version, asked, inWords]);

  async function attempt(work: () => Promise<void>) {
    setTrouble(null);
    try {
      await work();
      setAsked((before) => before + 1);
    } catch (error) {
      setTrouble(inWords(error));
    }
  }

  const rolled = () =>
    attempt(async () => {
      const data = await newRoll(station);
      apply({ type: "PrinterChanged", version: data.version, data });
    });
  const again = (label: Label) =>
    attempt(async () => {
      await reprint(label.ticket, label.cup);
    });
  return (
    <Dialog title={words.title} onClose={close}>
      {trouble && <Notice>{trouble}</Notice>}
      {!printer && <p>{words.none}</p>}
      {printer && <State printer={printer} />}
      {printer && <Button onClick={() => void rolled()}>{words.newRoll}</Button>}
      {labels.length > 0 && <h3>{words.last}</h3>}
      <ul className={styles.rows}>
        {labels.map((label) => (
          <li key={label.id} className={styles.rowItem}>
            <span>
              <strong>{words.cup(label.number, label.cup)}</strong>
              <br />
              <small>
                {words.states[label.state]} · {timeOfDay(label.done_at ?? label.created_at)}
                {label.error && ` · ${label.error}`}
              </small>
            </span>
            <Button onClick={() => void again(label)}>{words.again}</Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function State({ printer }: { printer: Printer }) {
  const words = useText().labels;
  const { labels_left: left } = printer;
  const warning = printer.trouble ?? paperWarning(printer, words);
  return (
    <div>
      {warning && <Notice>{warning}</Notice>}
      {printer.unsure > 0 && <Notice>{words.unsure(printer.unsure)}</Notice>}
      {printer.failed > 0 && <Notice>{words.failed(printer.failed)}</Notice>}
      <p>
        {words.printed}: {words[printer.labels]}
      </p>
      <p>{words.waiting(printer.waiting)}</p>
      {left !== null && <p>{words.left(left)}</p>}
    </div>
  );
}
