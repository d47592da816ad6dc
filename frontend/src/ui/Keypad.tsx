import type { KeyboardEvent } from "react";
import { Icon } from "./Icon";
import { useShared } from "./shared";
import { pressed, type Key } from "./keys";
import styles from "./Keypad.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** No more digits than this. */
  most: number;
  /** Show dots instead of what was typed: somebody looks over the shoulder. */
  secret?: boolean;
  disabled?: boolean;
}

const KEYS: Key[] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "erase"];

/** Digits by large keys, or by the keyboard wherever the focus is inside. */
export function Keypad({ label, value, onChange, most, secret, disabled }: Props) {
  const words = useShared();
  const press = (key: Key) => onChange(pressed(value, key, most));

  function typed(event: KeyboardEvent) {
    const key = event.key === "Backspace" ? "erase" : event.key;
    if (!/^(?:\d|erase)$/.test(key) || disabled) return;
    event.preventDefault();
    press(key as Key);
  }

  return (
    // The keys of the keyboard do what the keys inside do.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className={styles.pad} role="group" aria-label={label} onKeyDown={typed}>
      <output
        className={styles.shown}
        aria-label={secret ? words.keypad.typed(value.length) : undefined}
      >
        {secret ? <Dots filled={value.length} of={most} /> : value || "\u00a0"}
      </output>
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          className={styles.key}
          disabled={disabled}
          aria-label={key === "erase" || key === "clear" ? words.keypad[key] : undefined}
          onClick={() => press(key)}
        >
          {key === "erase" ? (
            <Icon name="erase" size={28} />
          ) : key === "clear" ? (
            <Icon name="close" size={28} />
          ) : (
            key
          )}
        </button>
      ))}
    </div>
  );
}

function Dots({ filled, of }: { filled: number; of: number }) {
  return (
    <span className={styles.dots} aria-hidden="true">
      {Array.from({ length: of }, (_, at) => (
        <i key={at} data-filled={at < filled} />
      ))}
    </span>
  );
}
