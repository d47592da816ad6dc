import { useMemo, type CSSProperties, type RefObject } from "react";
import type { Link } from "../../api/live";
import { useQuietReload } from "../../api/useQuietReload";
import { useWords } from "../../i18n/catalogue";
import { useLanguage } from "../../i18n/language";
import { useNow } from "../../ui/useNow";
import { useTitle } from "../../ui/useTitle";
import { span } from "../../ui/words";
import { Calls } from "./Calls";
import { Foot } from "./Foot";
import { Head } from "./Head";
import { Making } from "./Making";
import { isFresh } from "./paging";
import { columnsOf, stationNamed, type Screen } from "./screen";
import { useNumberSize } from "./useBox";
import { useCalling, useLocked } from "./useCalling";
import { useLook } from "./useLook";
import type { Wishes } from "./wishes";
import { words } from "./words";
import styles from "./Board.module.css";

const STALE_MS = 15_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Of the size of the ready numbers: their height is 1/12 of the screen's still. */
const SMALLER = 0.73;

interface Props {
  screen: Screen;
  link: Link;
  calledRef: RefObject<string[] | null>;
  wishes: Wishes;
}

/** The whole display, once it has something to show. */
export function Board({ screen, link, calledRef, wishes }: Props) {
  const { event } = screen;
  const now = useNow();
  const here = useNow(1000, Date.now);
  const size = useNumberSize();
  const say = useWords(words);
  const language = useLanguage();
  useTitle(event.name);

  const only = wishes.station === null ? undefined : stationNamed(screen, wishes.station);
  const { ready, making, next, missed } = columnsOf(screen, only?.name ?? null, now);
  const languages = useMemo(
    () => (event.display.languages.length > 0 ? event.display.languages : [language]),
    [event.display.languages, language],
  );
  useCalling({ ready, calledRef, now, ...wishes, languages });
  const locked = useLocked(wishes.chime || wishes.spoken);
  useQuietReload(link.state === "live", !ready.some((call) => isFresh(call, now)));

  const silent = link.heardAt === null ? 0 : here - link.heardAt;
  const newest = ready[0];
  const sizes = { "--number": `${size}px`, "--brand": event.display.colour ?? undefined };
  return (
    <main
      className={styles.page}
      style={sizes as CSSProperties}
      data-theme={useLook(wishes.theme)}
      data-shift={Math.floor(here / MINUTE) % 4}
      data-swapped={Math.floor(here / HOUR) % 2 === 1}
    >
      <Head screen={screen} station={only} link={link} now={now} locked={locked} />
      {link.state !== "live" && silent > STALE_MS && (
        <p className={styles.stale}>
          <strong role="alert">{say.stale}</strong> <span>{say.age(span(silent))}</span>
        </p>
      )}
      {wishes.station !== null && !only && (
        <p className={styles.stale} role="alert">
          {say.noStation(wishes.station, screen.stations.map((one) => one.name).join(", "))}
        </p>
      )}
      <p className="sr-only" role="status">
        {newest ? say.told(newest.number, newest.station) : ""}
      </p>
      <Calls kind="ready" title={say.ready} empty={say.here} calls={ready} size={size} now={now} />
      <Making making={making} next={next} missed={missed} size={size * SMALLER} now={now} />
      <Foot screen={screen} now={now} web={wishes.web} />
    </main>
  );
}
