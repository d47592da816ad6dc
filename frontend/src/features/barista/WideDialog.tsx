import { useEffect, useId, useRef, type ReactNode } from "react";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { useText } from "./text";
import styles from "./WideDialog.module.css";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A modal box nearly as large as the tablet: for what needs room under fingers. */
export function WideDialog({ title, onClose, children }: Props) {
  const words = useText().notices;
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
      className={styles.wide}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.head}>
        <h2 id={heading}>{title}</h2>
        <Button tone="quiet" onClick={onClose} aria-label={words.dismiss}>
          <Icon name="close" />
        </Button>
      </header>
      {children}
    </dialog>
  );
}
