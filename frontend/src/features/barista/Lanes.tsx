import { useMemo } from "react";
import { useNow } from "../../ui/useNow";
import { BatchBar } from "./BatchBar";
import { laterOf, lanesOf, type LaneName } from "./board";
import { useDesk } from "./desk";
import { Lane } from "./Lane";
import { Later } from "./Later";
import { shows, type Filter } from "./production";
import { useText } from "./text";
import { Twins } from "./Twins";
import { useTouched } from "./useTouched";
import styles from "./Lanes.module.css";

interface Props {
  filter: Filter | null;
  chosen: LaneName;
  onChoose: (lane: LaneName) => void;
}

export const LANES: readonly LaneName[] = ["queued", "started", "made"];

/** The three lanes; on a phone one at a time. */
export function Lanes({ filter, chosen, onChoose }: Props) {
  const words = useText().lanes;
  const { board, menu } = useDesk();
  const touched = useTouched();
  const now = useNow();
  const all = useMemo(() => lanesOf(board), [board]);
  const later = useMemo(() => laterOf(board), [board]);
  const shown = useMemo(() => {
    const some = (name: LaneName) => all[name].filter((ticket) => shows(filter, ticket, menu));
    return { queued: some("queued"), started: some("started"), made: some("made") };
  }, [all, filter, menu]);
  return (
    <main className={styles.main}>
      <p className="sr-only" role="status">
        {words.waiting(all.queued.length)}
      </p>
      <div className={styles.tabs} role="group" aria-label={words.label}>
        {LANES.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={chosen === name}
            onClick={() => onChoose(name)}
          >
            {words[name]} <b>{all[name].length}</b>
          </button>
        ))}
      </div>
      <div className={styles.lanes}>
        {LANES.map((name) => (
          <Lane
            key={`${name} ${filter?.kind ?? ""} ${filter?.name ?? ""}`}
            name={name}
            tickets={shown[name]}
            all={all[name].length}
            touched={touched}
            chosen={chosen === name}
            now={now}
          >
            {name === "queued" && !filter && (
              <BatchBar queued={all.queued} started={all.started} now={now} touched={touched} />
            )}
            {name === "queued" && all.queued.length === 0 && <Twins />}
          </Lane>
        ))}
      </div>
      <Later tickets={later} now={now} />
    </main>
  );
}
