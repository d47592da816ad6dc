import type { CSSProperties } from "react";
import type { Call } from "../../api/views";
import { cx } from "../../ui/cx";
import { pageOf } from "./screen";
import { useCapacity } from "./useCapacity";
import styles from "./Display.module.css";

const TURN_MS = 8_000;
const FRESH_MS = 30_000;

interface Props {
  kind: "ready" | "making";
  title: string;
  calls: Call[];
  next?: Call[];
  /** Of the type of the numbers, in pixels. */
  size: number;
  now: number;
}

/** One column of numbers; it turns pages where it overflows. */
export function Calls({ kind, title, calls, next = [], size, now }: Props) {
  const { box, columns, capacity } = useCapacity({ width: size * 4, height: size * 1.16 });
  const { shown, page, pages } = pageOf(calls, capacity, Math.floor(now / TURN_MS));
  const sizes = {
    "--number": `${size}px`,
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
  } as CSSProperties;
  return (
    <section className={cx(styles.column, styles[kind])} aria-label={title}>
      <h2>
        {title}
        {pages > 1 && (
          <span className={styles.pages}>
            {page} of {pages}
          </span>
        )}
      </h2>
      <ul ref={box} className={styles.calls} style={sizes}>
        {shown.map((call) => {
          const fresh = kind === "ready" && now - Date.parse(call.since) < FRESH_MS;
          return (
            <li
              key={call.ticket}
              className={cx(styles.call, fresh && styles.fresh)}
              data-fresh={fresh}
            >
              <strong>{call.number}</strong>
              <span className={styles.whose}>
                {call.name && <b>{call.name}</b>}
                <span>{call.station}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {next.length > 0 && (
        <p className={styles.next}>
          <span>Up next</span>{" "}
          {next
            .slice(0, 8)
            .map((call) => call.number)
            .join("  ")}
          {next.length > 8 && ` and ${next.length - 8} more`}
        </p>
      )}
    </section>
  );
}
