import type { ReactNode } from "react";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";
import { useShared } from "./shared";
import styles from "./Empty.module.css";

interface Props {
  icon?: IconName;
  title: string;
  /** What would bring something here. */
  children?: ReactNode;
}

/** Where nothing is, and that this is as it should be. */
export function EmptyState({ icon = "cup", title, children }: Props) {
  return (
    <div className={styles.empty}>
      <span className={styles.picture}>
        <Icon name={icon} size={28} />
      </span>
      <strong>{title}</strong>
      {children && <div>{children}</div>}
    </div>
  );
}

interface ErrorProps {
  title?: string;
  /** What went wrong, in words. */
  children: ReactNode;
  onRetry?: () => void;
  busy?: boolean;
}

/** Where something should be and could not be read. */
export function ErrorState({ title, children, onRetry, busy }: ErrorProps) {
  const words = useShared();
  return (
    <div className={styles.empty} role="alert">
      <span className={styles.picture} data-bad="true">
        <Icon name="alert" size={28} />
      </span>
      <strong>{title ?? words.failed}</strong>
      <div>{children}</div>
      {onRetry && (
        <Button onClick={onRetry} busy={busy ?? false}>
          <Icon name="sync" /> {words.retry}
        </Button>
      )}
    </div>
  );
}
