import type { ReactNode } from "react";
import type { LinkState } from "../api/live";
import { Icon } from "./Icon";
import { LINK_ICONS } from "./links";
import { useShared } from "./shared";
import { span } from "./words";
import styles from "./Banner.module.css";

interface Props {
  state: Exclude<LinkState, "live" | "connecting">;
  /** Things done on this device that the server has not got. */
  waiting?: number;
  /** Milliseconds since the server was last heard. */
  silent?: number | null;
  /** A way on, such as to sign in. */
  children?: ReactNode;
}

/** Over the whole width: what is wrong with the connection, and what became of one's work. */
export function Banner({ state, waiting = 0, silent = null, children }: Props) {
  const words = useShared();
  const facts = [
    waiting > 0 && words.waiting(waiting),
    silent !== null && words.lastSync(span(silent)),
  ].filter(Boolean);
  return (
    <div className={styles.banner} data-state={state}>
      <Icon name={LINK_ICONS[state]} size={24} />
      <p className={styles.words}>
        <strong role="status">{words.banner[state]}</strong>
        {facts.length > 0 && <span className={styles.facts}>{facts.join(" · ")}</span>}
      </p>
      {children}
    </div>
  );
}
