import { useCallback, useEffect, useState } from "react";
import { readDevice } from "../../api/device";
import { askedOrKept } from "../../api/kept";
import { stationsOf } from "../../api/stations";
import { useFreshVersion } from "../../api/useFreshVersion";
import { useSession } from "../../api/useSession";
import { language } from "../../i18n/language";
import type { Station } from "../../api/views";
import { openedOf, workAt, workplace } from "../../api/workplace";
import { Brand } from "../../ui/Brand";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Message } from "../../ui/Message";
import { UserMenu } from "../../ui/UserMenu";
import { useTitle } from "../../ui/useTitle";
import { useTrouble } from "../../ui/useTrouble";
import { StationBoard } from "./StationBoard";
import { isQuiet } from "./quiet";
import { unlockSound } from "./sounds";
import { text, useText } from "./text";
import { words as waiting } from "./waiting/words";
import styles from "./Barista.module.css";
import ui from "../../ui/ui.module.css";

// Beside the sign-in, not after it; what fails is asked for again where it is needed.
for (const part of [text, waiting]) part.load(language()).catch(() => undefined);

export default function Barista() {
  const words = useText();
  useTitle(words.page);
  useFreshVersion(isQuiet);
  const [stations, setStations] = useState<Station[] | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const inWords = useTrouble();
  const [tries, setTries] = useState(0);
  const [chosen, setChosen] = useState<number | null>(workplace);
  /** Whoever leaves the tablet's own station wants to choose. */
  const [asking, setAsking] = useState(false);
  const events = useEvents();

  useEffect(() => {
    const slugs = events ? events.split(" ") : [];
    const read = (slug: string) => askedOrKept(`stations:${slug}`, () => stationsOf(slug));
    Promise.all(slugs.map(read)).then((lists) => {
      setStations(lists.flat());
      setFailed(null);
    }, setFailed);
  }, [events, tries]);

  const choose = useCallback((id: number | null) => {
    // A tap that browsers take for leave to make sounds.
    if (id !== null) unlockSound();
    workAt(id);
    setChosen(id);
    setAsking(id === null);
  }, []);
  const refresh = useCallback(() => setTries((before) => before + 1), []);

  const station = stations && !asking ? openedOf(stations, chosen, readDevice()) : undefined;
  if (station && stations) {
    return (
      <StationBoard
        key={station.id}
        stationId={station.id}
        stations={stations}
        onLeave={() => choose(null)}
        onWork={choose}
        onRefresh={refresh}
      />
    );
  }
  return (
    <>
      <header className={ui.bar}>
        <Brand />
        <div className={ui.barEnd}>
          <UserMenu />
        </div>
      </header>
      {stations ? (
        <Picker stations={stations} onChoose={choose} />
      ) : failed ? (
        <Message title={words.stations.unread}>
          <p role="alert">{inWords(failed)}</p>
          <Button tone="primary" onClick={refresh}>
            {words.stations.again}
          </Button>
        </Message>
      ) : (
        <div className={styles.picker} aria-busy="true" aria-label={words.stations.label}>
          <div className={ui.skeleton} />
        </div>
      )}
    </>
  );
}

/** The events of the signed-in person, as one string so that it compares by value. */
function useEvents(): string {
  const roles = useSession().user?.roles ?? [];
  return [...new Set(roles.map((role) => role.event))].join(" ");
}

function Picker({ stations, onChoose }: { stations: Station[]; onChoose: (id: number) => void }) {
  const words = useText().stations;
  if (stations.length === 0) {
    return (
      <Message title={words.none}>
        <p>{words.noneNote}</p>
      </Message>
    );
  }
  return (
    <main className={styles.picker}>
      <h1>{words.where}</h1>
      <ul className={styles.stations}>
        {stations.map((station) => (
          <li key={station.id}>
            <button type="button" className={styles.station} onClick={() => onChoose(station.id)}>
              <Icon name="cup" size={28} />
              <strong>{station.name}</strong>
              <span>{station.silent_since ? words.silent : words[station.state]}</span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
