import { useState } from "react";
import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { Digits } from "../../ui/Digits";
import { Field } from "../../ui/Field";
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
        <Pad label={words.card} start="42" longest={4} />
        <Pad label={words.pin} start="12" longest={6} secret />
      </div>
    </>
  );
}

function Pad(props: { label: string; start: string; longest: number; secret?: boolean }) {
  const words = useWords(part);
  const { start, ...rest } = props;
  const [value, setValue] = useState(start);
  const clear = () => setValue("");
  const done = (
    <Button type="submit" tone="primary" big>
      {words.next}
    </Button>
  );
  return <Digits {...rest} value={value} onChange={setValue} onDone={clear} done={done} />;
}
