import { useId } from "react";
import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { useModal } from "../../ui/useModal";
import { words as part } from "./words";
import styles from "./StillThere.module.css";

interface Props {
  seconds: number;
  /** The order is on its way, and may have arrived. */
  sent: boolean;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks before anything is cleared; one tap, or Escape, gives all of the time again. */
export function StillThere({ seconds, sent, onStay, onLeave }: Props) {
  const words = useWords(part);
  const box = useModal(onStay);
  const heading = useId();
  const lead = useId();
  return (
    <dialog {...box} className={styles.dialog} aria-labelledby={heading} aria-describedby={lead}>
      <h2 id={heading}>{words.there}</h2>
      <p id={lead}>{sent ? words.thereSent : words.thereLead}</p>
      <p className={styles.left} role="timer">
        {words.left(seconds)}
      </p>
      <div className={styles.choice}>
        <Button tone="accent" onClick={onStay}>
          {words.stay}
        </Button>
        <Button onClick={onLeave}>{words.startOver}</Button>
      </div>
    </dialog>
  );
}
