import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { IconButton } from "./IconButton";
import { useShared } from "./shared";
import styles from "./Dialog.module.css";

interface Props {
  shape: "dialog" | "sheet";
  title: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
}

/** What a dialog and a sheet have in common. */
export function Modal({ shape, title, onClose, children, foot }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const words = useShared();
  // Closed before it is taken out of the page, so that the focus goes back to where it was.
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={box}
      className={styles[shape]}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      <header className={styles.head}>
        <h2 id={heading}>{title}</h2>
        <IconButton icon="close" label={words.close} onClick={onClose} />
      </header>
      <div className={styles.body}>{children}</div>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </dialog>
  );
}
