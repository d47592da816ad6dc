import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon } from "./Icon";
import styles from "./Chip.module.css";

/** A word or two that belong to a thing; `strong` where they differ from what is usual. */
export function Chip({ children, strong }: { children: ReactNode; strong?: boolean }) {
  return (
    <span className={cx(styles.chip, strong && styles.strong)} dir="auto">
      {children}
    </span>
  );
}

interface FilterProps {
  children: ReactNode;
  /** How many it would show. */
  count?: number;
  pressed: boolean;
  onToggle: (pressed: boolean) => void;
  disabled?: boolean;
}

/** A chip that narrows what is shown, on and off. */
export function FilterChip({ children, count, pressed, onToggle, disabled }: FilterProps) {
  return (
    <button
      type="button"
      className={cx(styles.chip, styles.filter)}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={() => onToggle(!pressed)}
    >
      {pressed && <Icon name="check" size={18} />}
      <span dir="auto">{children}</span>
      {count !== undefined && <b>{count}</b>}
    </button>
  );
}
