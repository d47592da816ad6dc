import { serverNow } from "../../api/clock";
import { Button } from "../../ui/Button";
import { timeOfDay } from "../../ui/words";
import { SNOOZES, untilOf, type Snooze } from "./soldOut";
import { useText } from "./text";
import styles from "./EightySix.module.css";

interface Props {
  what: string;
  until: string | null;
  onSnooze: (until: string | null) => void;
}

/** For how long what was just taken off is out; it is out already. */
export function Snoozing({ what, until, onSnooze }: Props) {
  const words = useText().eightySix;
  const name = (snooze: Snooze) => {
    if (snooze === "by hand") return words.byHand;
    return snooze === "today" ? words.today : words.minutes(snooze);
  };
  return (
    <div className={styles.snooze} role="group" aria-label={words.howLong}>
      <p>
        <strong>{words.isOut(what)}</strong> {words.howLong}{" "}
        {until ? timeOfDay(until) : words.byHand}
      </p>
      <div className={styles.things}>
        {SNOOZES.map((snooze) => (
          <Button key={snooze} onClick={() => onSnooze(untilOf(snooze, serverNow()))}>
            {name(snooze)}
          </Button>
        ))}
      </div>
    </div>
  );
}
