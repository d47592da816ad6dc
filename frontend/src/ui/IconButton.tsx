import type { ComponentProps } from "react";
import { Button } from "./Button";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";
import styles from "./Button.module.css";

type Props = Omit<ComponentProps<typeof Button>, "children" | "aria-label"> & {
  icon: IconName;
  /** What it does, in words: read aloud, and shown to a resting pointer. */
  label: string;
};

/** A button that is only a picture, where its place says the rest. */
export function IconButton({ icon, label, tone = "quiet", className, ...rest }: Props) {
  return (
    <Button
      {...rest}
      tone={tone}
      aria-label={label}
      title={label}
      className={cx(styles.icon, className)}
    >
      <Icon name={icon} />
    </Button>
  );
}
