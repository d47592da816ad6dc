import type { Link } from "../api/live";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";
import styles from "./ui.module.css";
import { useNow } from "./useNow";
import { span } from "./words";

const WORDS: Record<Link["state"], [string, IconName]> = {
  connecting: ["Connecting", "wifi"],
  live: ["Live", "wifi"],
  reconnecting: ["Reconnecting", "off"],
  offline: ["Offline", "off"],
  "signed-out": ["Signed out", "person"],
  "server-error": ["Server error, trying again", "alert"],
  refused: ["Not allowed", "alert"],
};

/** How the connection is, and how old what the screen shows is: always there. */
export function LinkStatus({ link }: { link: Link }) {
  const now = useNow(1000, Date.now);
  const [words, icon] = WORDS[link.state];
  const good = link.state === "live" || link.state === "connecting";
  const age = link.heardAt === null ? null : span(now - link.heardAt);
  return (
    <span
      className={cx(styles.link, good ? styles.linkLive : styles.linkBad)}
      data-link={link.state}
    >
      <Icon name={icon} size={16} />
      <strong role="status">{words}</strong>
      {age !== null && <span>{good ? `checked ${age} ago` : `data ${age} old`}</span>}
    </span>
  );
}
