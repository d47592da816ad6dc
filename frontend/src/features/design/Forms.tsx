import { useState } from "react";
import { useWords } from "../../i18n/catalogue";
import { Field } from "../../ui/Field";
import { Keypad } from "../../ui/Keypad";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { Switch } from "../../ui/Switch";
import { words as part } from "./words";
import styles from "./Design.module.css";

const COUNTS = ["1", "2", "3", "4"] as const;

export function Forms() {
  const words = useWords(part);
  const [many, setMany] = useState<(typeof COUNTS)[number]>("1");
  const [sounds, setSounds] = useState(true);
  const [typed, setTyped] = useState("42");
  const [pin, setPin] = useState("12");
  return (
    <>
      <div className={styles.grid}>
        <Field label={words.name} hint={words.nameHint} />
        <Field label={words.name} wrong={words.nameWrong} />
        <Field label={words.name} defaultValue="Ada" disabled />
        <Select label={words.station} options={words.stations.map((name) => [name, name])} />
        <Segmented
          label={words.size}
          labelled
          options={COUNTS.map((count) => [count, count])}
          value={many}
          onChange={setMany}
        />
        <div>
          <Switch label={words.sounds} on={sounds} onChange={setSounds} />
          <Switch label={words.disabled} on={false} onChange={() => undefined} disabled />
        </div>
      </div>
      <div className={styles.grid}>
        <Keypad label={words.card} value={typed} onChange={setTyped} most={4} />
        <Keypad label={words.pin} value={pin} onChange={setPin} most={6} secret />
      </div>
    </>
  );
}
