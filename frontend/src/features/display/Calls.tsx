import type { CSSProperties, ReactNode } from "react";
import type { Call } from "../../api/views";
import { useWords } from "../../i18n/catalogue";
import { cx } from "../../ui/cx";
import { arrange, isFresh, pageOf, ROW } from "./paging";
import { useBox } from "./useBox";
import { words } from "./words";
import styles from "./Calls.module.css";

const TURN_MS = 8_000;

interface Props {
  kind: "ready" | "making";
  title: string;
  /** What stands there while there is none. */
  empty: string;
  calls: Call[];
  /** Of the type of the numbers, in pixels. */
  size: number;
  now: number;
  children?: ReactNode;
}

/** One column of numbers; it turns pages where it overflows. */
export function Calls({ kind, title, empty, calls, size, now, children }: Props) {
  const say = useWords(words);
  const { box, room } = useBox();
  const { dense, columns, capacity } = arrange(room, calls, size);
  const { shown, page, pages } = pageOf(calls, capacity, Math.floor(now / TURN_MS), now);
  const sizes = {
    "--number": `${size}px`,
    "--row": dense ? ROW.dense : ROW.roomy,
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
  } as CSSProperties;
  return (
    <section className={cx(styles.column, styles[kind])} aria-label={title}>
      <h2>
        {title}
        {calls.length > 0 && <span className={styles.count}>{calls.length}</span>}
        {pages > 1 && <span className={styles.pages}>{say.page(page, pages)}</span>}
      </h2>
      {calls.length === 0 && <p className={styles.empty}>{empty}</p>}
      <ul ref={box} className={cx(styles.calls, dense && styles.dense)} style={sizes}>
        {shown.map((call) => (
          <li
            key={call.ticket}
            className={cx(styles.call, isFresh(call, now) && styles.fresh)}
            data-fresh={isFresh(call, now)}
          >
            <strong>{call.number}</strong>
            <span className={styles.whose}>
              {call.name && <b dir="auto">{call.name}</b>}
              <span>{call.station}</span>
            </span>
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}
