import { useEffect, type ReactNode } from "react";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { IconButton } from "./IconButton";
import { useShared } from "./shared";
import { useNow } from "./useNow";
import styles from "./Toast.module.css";

interface Props {
  children: ReactNode;
  onClose: () => void;
}

/** Said at the foot of the page, and gone when it was read. */
export function Toast({ children, bad, onClose }: Props & { bad?: boolean }) {
  const words = useShared();
  return (
    <div role={bad ? "alert" : "status"} className={styles.toast} data-bad={bad}>
      {bad && <Icon name="alert" />}
      <span className={styles.words}>{children}</span>
      <IconButton icon="close" label={words.close} className={styles.shut} onClick={onClose} />
    </div>
  );
}

interface UndoProps extends Props {
  /** When it is too late, by this device's clock. */
  until: number;
  seconds: number;
  onUndo: () => void;
}

/** What was just done, and how long it can be undone. */
export function UndoBar({ children, until, seconds, onUndo, onClose }: UndoProps) {
  const words = useShared();
  const left = Math.max(0, Math.ceil((until - useNow(250, Date.now)) / 1000));
  useEffect(() => {
    const timer = setTimeout(onClose, Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until, onClose]);
  return (
    <div className={styles.toast}>
      {/* Only what was done is said aloud, not each second. */}
      <span role="status" className={styles.words}>
        {children}
      </span>
      <Button tone="accent" onClick={onUndo}>
        <Icon name="undo" />
        {words.undo}
        <span className={styles.left} aria-label={words.secondsLeft(left)} role="img">
          {left}
        </span>
      </Button>
      <span className={styles.track} aria-hidden="true">
        <i style={{ inlineSize: `${Math.min(100, (left / seconds) * 100)}%` }} />
      </span>
    </div>
  );
}
