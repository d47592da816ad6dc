import { useId, type ReactNode } from "react";
import type { Mark as MarkShape } from "../../api/document";
import { useWords } from "../../i18n/catalogue";
import { cx } from "../../ui/cx";
import { Icon } from "../../ui/Icon";
import { Mark } from "../../ui/Mark";
import { words as part } from "./words";
import styles from "./Chips.module.css";

export interface Choosable {
  value: string;
  name: string;
  mark?: MarkShape | null | undefined;
  /** About somebody's health. */
  alert?: boolean | undefined;
  gone?: boolean;
  lang?: string;
}

interface GroupProps {
  label: string;
  /** Read out only. */
  hidden?: boolean;
  children: ReactNode;
}

function Group({ label, hidden = false, children }: GroupProps) {
  return (
    <fieldset className={styles.group}>
      <legend className={hidden ? "sr-only" : styles.legend}>{label}</legend>
      <div className={styles.chips}>{children}</div>
    </fieldset>
  );
}

interface OneProps extends Omit<GroupProps, "children"> {
  chips: readonly Choosable[];
  value: string;
  onChange: (value: string) => void;
}

/** One of several, as big chips. */
export function Chips({ chips, value, onChange, ...group }: OneProps) {
  const name = useId();
  return (
    <Group {...group}>
      {chips.map((one) => (
        <Chip
          key={one.value}
          {...one}
          type="radio"
          group={name}
          checked={one.value === value}
          onChange={() => onChange(one.value)}
        />
      ))}
    </Group>
  );
}

interface ManyProps extends Omit<GroupProps, "children"> {
  chips: readonly Choosable[];
  values: readonly string[];
  onToggle: (value: string) => void;
}

/** Any of several. */
export function ManyChips({ chips, values, onToggle, ...group }: ManyProps) {
  const name = useId();
  return (
    <Group {...group}>
      {chips.map((one) => (
        <Chip
          key={one.value}
          {...one}
          type="checkbox"
          group={name}
          checked={values.includes(one.value)}
          onChange={() => onToggle(one.value)}
        />
      ))}
    </Group>
  );
}

interface ChipProps extends Choosable {
  type: "radio" | "checkbox";
  group: string;
  checked: boolean;
  onChange: () => void;
}

function Chip({ type, group, value, name, mark, alert, gone, lang, checked, onChange }: ChipProps) {
  const words = useWords(part);
  return (
    <label className={cx(styles.chip, gone && styles.gone)} lang={lang}>
      <input
        type={type}
        className={styles.input}
        name={group}
        value={value}
        checked={checked}
        // One that was chosen before it sold out can still be taken out.
        disabled={gone && !checked}
        onChange={onChange}
      />
      {checked && <Icon name="check" size={22} />}
      {mark && <Mark {...mark} size={24} />}
      {alert && <Icon name="alert" size={22} />}
      <span className={styles.name} dir="auto">
        {name}
      </span>
      {gone && <small>{words.soldOut}</small>}
    </label>
  );
}
