import type { ReactNode } from "react";
import { cx } from "../../ui/cx";
import styles from "./Keys.module.css";

interface Props {
  label: string;
  rows: readonly (readonly Key[])[];
  /** Wide keys for digits. */
  digits?: boolean;
}

export interface Key {
  /** What stands on it. */
  face: ReactNode;
  /** What it is called, where its face does not say it. */
  name?: string;
  wide?: boolean;
  onPress: () => void;
}

/** Big keys for what is typed; the cursor stays where it is. */
export function Keys({ label, rows, digits = false }: Props) {
  return (
    <div className={cx(styles.keys, digits && styles.digits)} role="group" aria-label={label}>
      {rows.map((row, place) => (
        <div key={place} className={styles.row}>
          {row.map(({ face, name, wide, onPress }, at) => (
            <button
              key={at}
              type="button"
              className={cx(styles.key, wide && styles.wide)}
              aria-label={name}
              onPointerDown={(event) => event.preventDefault()}
              onClick={onPress}
            >
              {face}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
