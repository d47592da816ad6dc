import { useId, type ReactNode } from "react";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { useModal } from "../../ui/useModal";
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
  const box = useModal(onClose);
  const heading = useId();
  return (
    <dialog {...box} className={styles.wide} aria-labelledby={heading}>
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
