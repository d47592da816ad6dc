import { useId, type InputHTMLAttributes } from "react";
import { Icon } from "./Icon";
import styles from "./Field.module.css";

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string;
  /** What is wrong with what was typed. */
  wrong?: string | null;
}

export function Field({ label, hint, wrong, ...rest }: Props) {
  const more = useId();
  const described = hint || wrong ? { "aria-describedby": more } : {};
  return (
    <div className={styles.field}>
      <label className={styles.field}>
        {label}
        <input {...rest} {...described} aria-invalid={wrong ? true : undefined} />
      </label>
      {(hint || wrong) && (
        <span id={more} className={wrong ? styles.wrong : styles.hint}>
          {wrong && <Icon name="alert" size={16} />}
          {wrong || hint}
        </span>
      )}
    </div>
  );
}
