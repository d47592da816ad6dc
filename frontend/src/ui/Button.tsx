import type { ButtonHTMLAttributes } from "react";
import { cx } from "./cx";
import styles from "./Button.module.css";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: "plain" | "primary" | "accent" | "good" | "danger" | "quiet";
  big?: boolean;
  /** Taken, and being worked on: it keeps the focus and does nothing more. */
  busy?: boolean;
}

export function Button({
  tone = "plain",
  big,
  busy,
  className,
  onClick,
  type = "button",
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      className={cx(styles.button, tone !== "plain" && styles[tone], big && styles.big, className)}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
