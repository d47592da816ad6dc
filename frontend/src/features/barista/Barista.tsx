import { useEffect, useState } from "react";
import { wording } from "../../api/http";
import { askedOrKept } from "../../api/kept";
import { stationsOf } from "../../api/stations";
import { useFreshVersion } from "../../api/useFreshVersion";
import { useSession } from "../../api/useSession";
import type { Station } from "../../api/views";
import { Brand } from "../../ui/Brand";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Message } from "../../ui/Message";
import { UserMenu } from "../../ui/UserMenu";
import { useTitle } from "../../ui/useTitle";
import { StationBoard } from "./StationBoard";
import { SILENT, STATE_WORDS } from "./stationWords";
import { isQuiet } from "./quiet";
import styles from "./Barista.module.css";
import ui from "../../ui/ui.module.css";

const KEY = "brewline.station";

export default function Barista() {
  useTitle("Barista");
  useFreshVersion(isQuiet);
  const [stations, setStations] = useState<Station[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const [chosen, setChosen] = useState<number | null>(remembered);
  const events = useEvents();

  useEffect(() => {
    const slugs = events ? events.split(" ") : [];
    const read = (slug: string) => askedOrKept(`stations:${slug}`, () => stationsOf(slug));
    Promise.all(slugs.map(read)).then(
      (lists) => {
        setStations(lists.flat());
        setTrouble(null);
      },
      (error: unknown) => setTrouble(wording(error)),
    );
  }, [events, tries]);

  function choose(id: number | null) {
    remember(id);
    setChosen(id);
  }

  const station = stations?.find((one) => one.id === chosen);
  if (station && stations) {
    return (
      <StationBoard
        key={station.id}
        stationId={station.id}
        stations={stations}
        onLeave={() => choose(null)}
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
      ) : trouble ? (
        <Message title="The stations cannot be read">
          <p role="alert">{trouble}</p>
          <Button tone="primary" onClick={() => setTries(tries + 1)}>
            Try again
          </Button>
        </Message>
      ) : (
        <div className={styles.picker} aria-busy="true" aria-label="Stations">
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
  if (stations.length === 0) {
    return (
      <Message title="There is no station for you">
        <p>Ask the organiser to give you a role at an event that has stations.</p>
      </Message>
    );
  }
  return (
    <main className={styles.picker}>
      <h1>Where are you working?</h1>
      <ul className={styles.stations}>
        {stations.map((station) => (
          <li key={station.id}>
            <button type="button" className={styles.station} onClick={() => onChoose(station.id)}>
              <Icon name="cup" size={28} />
              <strong>{station.name}</strong>
              <span>{station.silent_since ? SILENT : STATE_WORDS[station.state]}</span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}

function remembered(): number | null {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return kept > 0 ? kept : null;
  } catch {
    return null;
  }
}

function remember(id: number | null): void {
  try {
    if (id === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, String(id));
  } catch {
    // Without storage the choice is asked for again next time.
  }
}
