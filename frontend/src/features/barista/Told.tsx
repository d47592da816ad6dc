import { Suspense, useEffect } from "react";
import type { Ticket } from "../../api/views";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { useText } from "./text";
import { Refusals } from "./waiting/Refusals";
import styles from "./Told.module.css";

export interface Note {
  words: string;
  bad: boolean;
}

interface Props {
  note: Note | null;
  onRead: () => void;
  /** What was just done and can be undone. */
  undo: { words: string; tickets: Ticket[]; until: number } | null;
  onUndo: () => void;
}

const TOLD_MS = 8_000;

/** The bar at the foot: what was just done and can be undone, or what could not be done. */
export function Told({ note, onRead, undo, onUndo }: Props) {
  const words = useText();
  useEffect(() => {
    if (!note) return;
    const timer = setTimeout(onRead, TOLD_MS);
    return () => clearTimeout(timer);
  }, [note, onRead]);
  return (
    <div className={styles.told} aria-live="polite">
      <Suspense fallback={null}>
        <Refusals />
      </Suspense>
      {note && (
        <div className={styles.note} data-bad={note.bad} role={note.bad ? "alert" : "status"}>
          <Icon name={note.bad ? "alert" : "check"} />
          <span>{note.words}</span>
          <Button tone="quiet" aria-label={words.notices.dismiss} onClick={onRead}>
            <Icon name="close" />
          </Button>
        </div>
      )}
      {undo && (
        <div className={styles.undo} key={undo.until}>
          <span>{undo.words}</span>
          <Button tone="accent" big onClick={onUndo}>
            <Icon name="undo" /> {words.did.undo}
          </Button>
          <span className={styles.left} aria-hidden="true" />
        </div>
      )}
    </div>
  );
}
