import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon } from "./Icon";
import styles from "./Notice.module.css";

/** Something the person must read; said aloud by screen readers. */
export function Notice({ children, good = false }: { children: ReactNode; good?: boolean }) {
  return (
    <div role={good ? "status" : "alert"} className={cx(styles.notice, good && styles.good)}>
      <Icon name={good ? "check" : "alert"} />
      <span>{children}</span>
    </div>
  );
}
