import { useState, type FormEvent, type ReactNode } from "react";
import { keepHandover } from "../../api/counter";
import type { Ticket } from "../../api/views";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import { useNow } from "../../ui/useNow";
import { useTrouble } from "../../ui/useTrouble";
import { ageWord } from "./ageWord";
import { ageOf, laterOf, lanesOf, type LaneName } from "./board";
import { useDesk } from "./desk";
import { LANES } from "./Lanes";
import { labelOf } from "./soldOut";
import { useText } from "./text";
import styles from "./HandOver.module.css";
import ui from "../../ui/ui.module.css";

/** All that whoever comes next should know, on one page. */
export function HandOver() {
  const words = useText();
  const { board, menu, close } = useDesk();
  const lanes = lanesOf(board);
  const open = LANES.flatMap((name) => lanes[name]);
  const out = board.soldOut.list.filter(
    (one) => one.station === null || one.station === board.station.id,
  );
  const allergic = open.filter((ticket) => ticket.allergy);
  const asked = open.filter((one) => one.question && one.question.answer === null);
  const held = open.filter((ticket) => ticket.held);
  const later = laterOf(board);
  return (
    <Dialog title={words.handOver.title} onClose={close}>
      <Part title={words.handOver.open}>
        {open.length === 0 && <p>{words.handOver.nothingOpen}</p>}
        {LANES.map((name) => (
          <Lane key={name} name={name} tickets={lanes[name]} />
        ))}
      </Part>
      <Part title={words.handOver.allergies}>
        {allergic.length === 0 && <p>{words.handOver.noAllergies}</p>}
        {allergic.map((ticket) => (
          <p key={ticket.id} className={styles.alert} dir="auto">
            <strong>#{ticket.number}</strong> {ticket.allergy?.text}
          </p>
        ))}
      </Part>
      <Part title={words.handOver.out}>
        <p>
          {out.length === 0
            ? words.handOver.nothingOut
            : out.map((one) => labelOf(menu, one)).join(", ")}
        </p>
      </Part>
      {asked.length > 0 && (
        <Part title={words.handOver.questions}>
          {asked.map((ticket) => (
            <p key={ticket.id} dir="auto">
              <strong>#{ticket.number}</strong> {ticket.question?.text}
            </p>
          ))}
        </Part>
      )}
      {held.length > 0 && <Part title={words.handOver.held}>{numbers(held)}</Part>}
      {later.length > 0 && <Part title={words.handOver.later}>{numbers(later)}</Part>}
      <Notes key={board.station.version} />
    </Dialog>
  );
}

const numbers = (tickets: Ticket[]) => <p>{tickets.map((one) => `#${one.number}`).join(" ")}</p>;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Lane({ name, tickets }: { name: LaneName; tickets: Ticket[] }) {
  const words = useText();
  const now = useNow(10_000);
  const [oldest] = [...tickets].sort((a, b) => Date.parse(a.age_from) - Date.parse(b.age_from));
  if (!oldest) return null;
  const age = ageWord(ageOf(oldest, now), oldest, words.age);
  return (
    <p>
      <strong>
        {words.lanes[name]} {tickets.length}
      </strong>{" "}
      · {words.handOver.oldest(`#${oldest.number}, ${age}`)}
    </p>
  );
}

/** What stands nowhere else: kept with the station, on every tablet of it. */
function Notes() {
  const words = useText().handOver;
  const inWords = useTrouble();
  const { board, apply } = useDesk();
  const [text, setText] = useState(board.station.handover);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const kept = text.trim() === board.station.handover;

  async function keep(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      const after = await keepHandover(board.station, text.trim());
      apply({ type: "StationChanged", version: after.version, data: after });
    } catch (error) {
      setTrouble(inWords(error));
      setBusy(false);
    }
  }

  return (
    <form className={ui.form} onSubmit={(event) => void keep(event)}>
      <label className={styles.notes}>
        {words.notes}
        <textarea
          rows={3}
          maxLength={1000}
          dir="auto"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {trouble && <Notice>{trouble}</Notice>}
      {kept && text !== "" && <Notice good>{words.saved}</Notice>}
      <Button type="submit" tone="primary" busy={busy} disabled={kept}>
        {words.save}
      </Button>
    </form>
  );
}
