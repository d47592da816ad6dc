import type { Link } from "../api/live";
import { cx } from "./cx";
import { Icon } from "./Icon";
import { LINK_ICONS } from "./links";
import { useShared } from "./shared";
import styles from "./LinkStatus.module.css";
import { useNow } from "./useNow";
import { span } from "./words";

/** How the connection is, and how old what the screen shows is: always there. */
export function LinkStatus({ link }: { link: Link }) {
  const now = useNow(1000, Date.now);
  const words = useShared();
  const good = link.state === "live" || link.state === "connecting";
  const age = link.heardAt === null ? null : span(now - link.heardAt);
  return (
    <span className={cx(styles.link, good ? styles.live : styles.bad)} data-link={link.state}>
      <Icon name={LINK_ICONS[link.state]} size={16} />
      <strong role="status">{words.link[link.state]}</strong>
      {age !== null && <span>{good ? words.checked(age) : words.old(age)}</span>}
    </span>
  );
}
