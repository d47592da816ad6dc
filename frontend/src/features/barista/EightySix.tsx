import { useState } from "react";
import { wording } from "../../api/http";
import { setSoldOut } from "../../api/stations";
import type { SoldOut } from "../../api/views";
import { cx } from "../../ui/cx";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { timeOfDay } from "../../ui/words";
import { useDesk } from "./desk";
import { Snoozing } from "./Snoozing";
import { labelOf, thingsOf, type Thing } from "./soldOut";
import { useText } from "./text";
import styles from "./EightySix.module.css";
import ui from "../../ui/ui.module.css";

const keyOf = (thing: Pick<SoldOut, "kind" | "name">) => `${thing.kind} ${thing.name}`;

/** What has run out, everywhere at once. */
export function EightySix() {
  const words = useText().eightySix;
  const { board, menu, apply, close } = useDesk();
  const [find, setFind] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** What was taken off just now: for how long is said after it is done. */
  const [fresh, setFresh] = useState<Thing | null>(null);
  const out = board.soldOut.list.filter(
    (entry) => entry.station === null || entry.station === board.station.id,
  );
  const gone = new Map(out.map((entry) => [keyOf(entry), entry]));

  async function set(thing: Thing, isOut: boolean, until: string | null = null) {
    if (busy) return;
    setBusy(keyOf(thing));
    setTrouble(null);
    // What one station lacks is brought back there.
    const station = gone.get(keyOf(thing))?.station ?? null;
    try {
      const more = isOut ? { station, until } : { station };
      const data = await setSoldOut(board.station.event, thing, isOut, more);
      apply({ type: "SoldOutChanged", version: board.soldOut.version, data });
      setFresh(isOut ? thing : null);
    } catch (error) {
      setTrouble(wording(error));
    } finally {
      setBusy(null);
    }
  }

  const wanted = find.trim().toLowerCase();
  const lasting: [string, Thing[]][] =
    out.length > 0 ? [[words.out, out.map((one) => ({ ...one, label: labelOf(menu, one) }))]] : [];
  const sections = menu ? [...lasting, ...thingsOf(menu, words)] : lasting;
  return (
    <Dialog title={words.title} onClose={close}>
      <p>{words.note}</p>
      {fresh && gone.has(keyOf(fresh)) && (
        <Snoozing
          what={fresh.label}
          until={gone.get(keyOf(fresh))?.until ?? null}
          onSnooze={(until) => void set(fresh, true, until)}
        />
      )}
      <input
        className={ui.input}
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        value={find}
        onChange={(event) => setFind(event.target.value)}
      />
      {trouble && <Notice>{trouble}</Notice>}
      {!menu && <p role="status">{words.reading}</p>}
      {sections.map(([title, things]) => (
        <Section
          key={title}
          title={title}
          things={things.filter((thing) => thing.label.toLowerCase().includes(wanted))}
          gone={gone}
          busy={busy}
          onToggle={(thing) => void set(thing, !gone.has(keyOf(thing)))}
        />
      ))}
    </Dialog>
  );
}

function Section(props: {
  title: string;
  things: Thing[];
  gone: ReadonlyMap<string, SoldOut>;
  busy: string | null;
  onToggle: (thing: Thing) => void;
}) {
  const words = useText().eightySix;
  const { title, things, gone, busy, onToggle } = props;
  if (things.length === 0) return null;
  const byWhom = (entry: SoldOut) =>
    entry.until
      ? words.until(entry.by, timeOfDay(entry.until))
      : words.since(entry.by, timeOfDay(entry.at));
  return (
    <section>
      <h3 className={styles.groupTitle}>{title}</h3>
      <ul className={styles.things}>
        {things.map((thing) => {
          const entry = gone.get(keyOf(thing));
          return (
            <li key={keyOf(thing)}>
              <button
                type="button"
                className={cx(styles.thing, entry && styles.gone)}
                aria-pressed={entry !== undefined}
                aria-busy={busy === keyOf(thing)}
                onClick={() => onToggle(thing)}
              >
                {entry && <Icon name="close" size={18} />}
                <span>
                  {thing.label}
                  {entry && <small>{byWhom(entry)}</small>}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
