import type { SelectHTMLAttributes } from "react";
import { Icon } from "./Icon";
import styles from "./Field.module.css";

interface Props extends SelectHTMLAttributes<HTMLSelectElement> {
  label: string;
  /** What each value is called. */
  options: readonly (readonly [value: string, name: string])[];
}

/** One of many, by the device's own list. */
export function Select({ label, options, ...rest }: Props) {
  return (
    <label className={styles.field}>
      {label}
      <span className={styles.select}>
        <select {...rest}>
          {options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </label>
  );
}
