import type { Link } from "../../api/live";
import type { PublicStation } from "../../api/views";
import { useWords } from "../../i18n/catalogue";
import { clockTime } from "../../i18n/counting";
import { useLanguage } from "../../i18n/language";
import { LinkStatus } from "../../ui/LinkStatus";
import type { Screen } from "./screen";
import { sound } from "./sound";
import { words } from "./words";
import styles from "./Head.module.css";

interface Props {
  screen: Screen;
  station: PublicStation | undefined;
  link: Link;
  now: number;
  /** The sound waits for a touch. */
  locked: boolean;
}

/** Whose display this is, what time it is there, and how fresh all of it is. */
export function Head({ screen, station, link, now, locked }: Props) {
  const say = useWords(words);
  const language = useLanguage();
  return (
    <header className={styles.head}>
      <h1 dir="auto">
        {screen.event.name}
        {station && <span className={styles.only}>{station.name}</span>}
      </h1>
      {locked && (
        <button type="button" className={styles.sound} onClick={() => sound().unlock()}>
          {say.sound}
        </button>
      )}
      <LinkStatus link={link} />
      <time className={styles.clock}>{clockTime(language, now, screen.event.timezone)}</time>
    </header>
  );
}
