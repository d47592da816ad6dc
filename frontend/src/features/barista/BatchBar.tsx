import { useDeferredValue, useMemo } from "react";
import { itemLabel } from "../../api/menu";
import type { Ticket } from "../../api/views";
import { Icon } from "../../ui/Icon";
import { Mark } from "../../ui/Mark";
import { batches, type Batch } from "./batches";
import { useDesk } from "./desk";
import { lineParts } from "./lineParts";
import { useText } from "./text";
import { useHeld } from "./useHeld";
import styles from "./BatchBar.module.css";

interface Props {
  queued: readonly Ticket[];
  started: readonly Ticket[];
  now: number;
  touched: boolean;
}

const SHOWN = 2;
const REST_MS = 10_000;

/** What may be made together, how many that are, and whose wait it lengthens. */
export function BatchBar({ now, touched, ...lanes }: Props) {
  const words = useText().batch;
  // A tap moves its card first; what goes together is foreseen right after it.
  const queued = useDeferredValue(lanes.queued);
  const started = useDeferredValue(lanes.started);
  const { menu, board, startBatch } = useDesk();
  const { parallel } = board.station;
  // Foreseen anew every ten seconds: within a second nothing changes.
  const at = Math.floor(now / REST_MS) * REST_MS;
  const there = useMemo(
    () => batches(menu, queued, { now: at, parallel, started }),
    [menu, queued, started, parallel, at],
  );
  const shown = useHeld(there, touched).slice(0, SHOWN);
  if (shown.length === 0) return null;
  return (
    <ul className={styles.batches} aria-label={words.label}>
      {shown.map((batch) => (
        <li key={batch.key}>
          <button
            type="button"
            className={styles.batch}
            data-batch
            onClick={() => startBatch(batch)}
          >
            <Chip batch={batch} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Chip({ batch }: { batch: Batch }) {
  const words = useText().batch;
  const { menu } = useDesk();
  const { marked } = lineParts(menu, batch.line);
  const numbers = batch.passed.map((ticket) => `#${ticket.number}`);
  const cost = numbers.slice(0, 3).join(", ");
  const rest = numbers.length > 3 ? ` ${words.more(numbers.length - 3)}` : "";
  return (
    <>
      <Icon name="play" />
      <span className={styles.what}>
        <strong>
          {words.start(batch.cups, itemLabel(menu, batch.line.item))}
          {marked.map(({ word, mark }) => (
            <span key={word} className={styles.mark}>
              <Mark {...mark} size={20} /> {word}
            </span>
          ))}
        </strong>
        <small>
          {batch.tickets.map((ticket) => `#${ticket.number}`).join(" ")} ·{" "}
          {numbers.length === 0 ? words.free : words.cost(`${cost}${rest}`, batch.seconds)}
        </small>
      </span>
    </>
  );
}
