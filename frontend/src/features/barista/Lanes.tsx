import { useMemo, useState } from "react";
import type { MenuDocument, Ticket, TicketAction } from "../../api/views";
import { cx } from "../../ui/cx";
import { useNow } from "../../ui/useNow";
import { count } from "../../ui/words";
import { laterOf, lanesOf, type Board, type LaneName } from "./board";
import { Card, type Ask } from "./Card";
import { Later } from "./Later";
import { useSettled } from "./useSettled";
import styles from "./Lanes.module.css";

interface Props {
  board: Board;
  menu: MenuDocument | null;
  onAct: (ticket: Ticket, action: TicketAction) => void;
  onAsk: (ticket: Ticket, what: Ask) => void;
}

const LANES: [LaneName, string, string][] = [
  ["queued", "Up next", "Nothing waits."],
  ["started", "Making", "Nothing is being made."],
  ["made", "Ready", "Nothing waits to be collected."],
];

/** The three lanes; on a narrow screen one at a time. */
export function Lanes({ board, menu, onAct, onAsk }: Props) {
  const lanes = useSettled(useMemo(() => lanesOf(board), [board]));
  const later = useSettled(useMemo(() => laterOf(board), [board]));
  const busy = useMemo(
    () => tapped(board, [...Object.values(lanes).flat(), ...later]),
    [board, lanes, later],
  );
  const [chosen, setChosen] = useState<LaneName>("queued");
  const now = useNow();
  return (
    <main className={styles.main}>
      <p className="sr-only" role="status">
        {count(lanes.queued.length, "ticket")} up next
      </p>
      <div className={styles.tabs} role="group" aria-label="Lane">
        {LANES.map(([name, title]) => (
          <button
            key={name}
            type="button"
            aria-pressed={chosen === name}
            onClick={() => setChosen(name)}
          >
            {title} <b>{lanes[name].length}</b>
          </button>
        ))}
      </div>
      <div className={styles.lanes}>
        {LANES.map(([name, title, empty]) => (
          <section
            key={name}
            className={cx(styles.lane, chosen === name && styles.chosen)}
            aria-label={title}
            data-lane={name}
          >
            <header className={styles.laneHead}>
              <h2>{title}</h2>
              <span className={styles.count}>{lanes[name].length}</span>
            </header>
            <div className={styles.cards}>
              {lanes[name].length === 0 && <p className={styles.empty}>{empty}</p>}
              {lanes[name].map((ticket) => (
                <Card
                  key={ticket.id}
                  ticket={ticket}
                  menu={menu}
                  now={now}
                  busy={busy.has(ticket.id)}
                  onAct={onAct}
                  onAsk={onAsk}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
      <Later tickets={later} menu={menu} now={now} busy={busy} onAct={onAct} onAsk={onAsk} />
    </main>
  );
}

/** Tapped just now: it shows at once, and goes to its new place when the finger has left. */
function tapped(board: Board, shown: Ticket[]): ReadonlySet<number> {
  const gone = shown.filter((ticket) => board.tickets.get(ticket.id)?.state !== ticket.state);
  return new Set(gone.map((ticket) => ticket.id));
}
