import { useId, type ReactNode } from "react";
import styles from "./Segmented.module.css";

interface Props<Value extends string> {
  label: string;
  options: readonly (readonly [value: Value, name: ReactNode])[];
  value: Value;
  onChange: (value: Value) => void;
  /** Show the label above; it is read aloud in any case. */
  labelled?: boolean;
}

/** One of a few, all in sight. */
export function Segmented<Value extends string>(props: Props<Value>) {
  const { label, options, value, onChange, labelled } = props;
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={labelled ? styles.legend : "sr-only"}>{label}</legend>
      <div className={styles.segments}>
        {options.map(([one, shown]) => (
          <label key={one} className={styles.segment}>
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={one}
              checked={one === value}
              onChange={() => onChange(one)}
            />
            {shown}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
