import { useEffect, useId, useRef, type ReactNode } from "react";
import { Button } from "./Button";
import { Icon } from "./Icon";
import styles from "./ui.module.css";

/** A modal box of the page: it takes the focus, Escape closes it, the focus goes back. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={box}
      className={styles.dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      <header className={styles.dialogHead}>
        <h2 id={heading}>{title}</h2>
        <Button tone="quiet" onClick={onClose} aria-label="Close">
          <Icon name="close" />
        </Button>
      </header>
      <div className={styles.dialogBody}>{children}</div>
    </dialog>
  );
}
