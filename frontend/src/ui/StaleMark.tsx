import { Icon } from "./Icon";
import { useShared } from "./shared";
import { useNow } from "./useNow";
import { span } from "./words";
import styles from "./StaleMark.module.css";

interface Props {
  /** When what is shown was true, by this device's clock. */
  at: number;
  /** Milliseconds after which it is worth saying. */
  after?: number;
}

/** How old what stands here is, once it is no longer fresh. */
export function StaleMark({ at, after = 15_000 }: Props) {
  const words = useShared();
  const age = useNow(1000, Date.now) - at;
  if (age < after) return null;
  return (
    <span className={styles.stale}>
      <Icon name="clock" size={16} />
      {words.stale(span(age))}
    </span>
  );
}
