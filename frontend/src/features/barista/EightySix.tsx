import { useState } from "react";
import { soldOut } from "../../api/deeds";
import { outbox } from "../../api/tabletOutbox";
import type { SoldOut } from "../../api/views";
import { cx } from "../../ui/cx";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
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
  const { board, menu, close } = useDesk();
  const [find, setFind] = useState("");
  /** What was taken off just now: for how long is said after it is done. */
  const [fresh, setFresh] = useState<Thing | null>(null);
  const out = board.soldOut.list.filter(
    (entry) => entry.station === null || entry.station === board.station.id,
  );
  const gone = new Map(out.map((entry) => [keyOf(entry), entry]));

  function set(thing: Thing, isOut: boolean, until: string | null = null) {
    // What one station lacks is brought back there.
    const station = gone.get(keyOf(thing))?.station ?? null;
    const more = isOut ? { station, until } : { station };
    outbox().put(soldOut(board.station.event, thing, isOut, more));
    setFresh(isOut ? thing : null);
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
          onSnooze={(until) => set(fresh, true, until)}
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
      {!menu && <p role="status">{words.reading}</p>}
      {sections.map(([title, things]) => (
        <Section
          key={title}
          title={title}
          things={things.filter((thing) => thing.label.toLowerCase().includes(wanted))}
          gone={gone}
          onToggle={(thing) => set(thing, !gone.has(keyOf(thing)))}
        />
      ))}
    </Dialog>
  );
}

function Section(props: {
  title: string;
  things: Thing[];
  gone: ReadonlyMap<string, SoldOut>;
  onToggle: (thing: Thing) => void;
}) {
  const words = useText().eightySix;
  const { title, things, gone, onToggle } = props;
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
