import { useId, type ReactNode } from "react";
import { IconButton } from "./IconButton";
import { useShared } from "./shared";
import { useModal } from "./useModal";
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
  const box = useModal(onClose);
  const heading = useId();
  const words = useShared();
  return (
    <dialog
      {...box}
      className={styles[shape]}
      aria-labelledby={heading}
      onPointerDown={(event) => {
        if (event.target === box.ref.current) onClose();
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
