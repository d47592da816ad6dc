import type { InputHTMLAttributes } from "react";
import styles from "./ui.module.css";

export function Field({
  label,
  ...rest
}: { label: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className={styles.field}>
      {label}
      <input {...rest} />
    </label>
  );
}
