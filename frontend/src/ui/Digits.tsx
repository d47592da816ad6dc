import { useId, type ReactNode } from "react";
import { Icon } from "./Icon";
import { useShared } from "./shared";
import styles from "./Digits.module.css";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

interface Props {
  label: string;
  value: string;
  longest: number;
  /** Shown as dots. */
  secret?: boolean;
  onChange: (value: string) => void;
  onDone: () => void;
  /** The key at the end of the last row. */
  done: ReactNode;
}

/** Digits by big keys, or by a keyboard where there is one. */
export function Digits({ label, value, longest, secret = false, onChange, onDone, done }: Props) {
  const id = useId();
  const words = useShared();
  const add = (digits: string): void =>
    onChange((value + digits).replace(/\D/g, "").slice(0, longest));
  return (
    <form
      className={styles.pad}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        className={styles.shown}
        type={secret ? "password" : "text"}
        // A tablet's own keyboard would cover the keys.
        inputMode="none"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value.replace(/\D/g, "").slice(0, longest))}
      />
      <div className={styles.keys}>
        {KEYS.map((key) => (
          <button key={key} type="button" className={styles.key} onClick={() => add(key)}>
            {key}
          </button>
        ))}
        <button
          type="button"
          className={styles.key}
          aria-label={words.erase}
          onClick={() => onChange(value.slice(0, -1))}
        >
          <Icon name="back" size={28} />
        </button>
        <button type="button" className={styles.key} onClick={() => add("0")}>
          0
        </button>
        {done}
      </div>
    </form>
  );
}
