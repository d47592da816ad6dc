import { useCallback, useRef, type ReactNode } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { Ticket } from "../../api/views";
import { cx } from "../../ui/cx";
import { Icon } from "../../ui/Icon";
import type { LaneName } from "./board";
import { Card } from "./Card";
import { useDesk } from "./desk";
import { useText } from "./text";
import { useArranged } from "./useArranged";
import styles from "./Lane.module.css";

interface Props {
  name: LaneName;
  tickets: readonly Ticket[];
  /** How many there are, where only some are shown. */
  all: number;
  touched: boolean;
  chosen: boolean;
  now: number;
  /** What stands below the heading and does not scroll. */
  children?: ReactNode;
}

/** About as high as most cards; each is measured when it is there. */
const CARD_PX = 220;
const RUSH_PX = 170;
const GAP_PX = 10;
const BEYOND = 6;

/** One lane: its count stays in sight, and only the cards in view are there. */
export function Lane({ name, tickets, all, touched, chosen, now, children }: Props) {
  const words = useText().lanes;
  const { preferences, board } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const slots = useArranged(tickets, touched);
  // Another function would have every card's place reckoned anew, in each frame that is scrolled.
  const keyAt = useCallback((at: number) => slots[at]?.id ?? at, [slots]);
  // Nothing it gives is passed on to what is memoized.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: slots.length,
    getScrollElement: () => box.current,
    estimateSize: () => (preferences.rush ? RUSH_PX : CARD_PX),
    getItemKey: keyAt,
    overscan: BEYOND,
    gap: GAP_PX,
  });
  const empty = { queued: words.noQueued, started: words.noStarted, made: words.noMade }[name];
  // Without cards it is no list of them.
  const feed = slots.some((one) => !one.gone) ? { role: "feed", "aria-label": words[name] } : {};
  return (
    <section
      className={cx(styles.lane, chosen && styles.chosen)}
      aria-label={words[name]}
      data-lane={name}
      data-chosen={chosen}
    >
      <header className={styles.head}>
        <h2>{words[name]}</h2>
        <span className={styles.count}>
          {tickets.length === all ? all : words.some(tickets.length, all)}
        </span>
      </header>
      {children}
      <div ref={box} className={styles.cards} {...feed}>
        {slots.length === 0 && <p className={styles.empty}>{all > 0 ? words.noMatch : empty}</p>}
        <div className={styles.track} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const slot = slots[row.index];
            const ticket = slot && board.tickets.get(slot.id);
            if (!ticket) return null;
            return (
              <div
                key={row.key}
                ref={slot.gone ? undefined : rows.measureElement}
                data-index={row.index}
                className={styles.row}
                style={{
                  transform: `translateY(${row.start}px)`,
                  height: slot.gone ? row.size : undefined,
                }}
              >
                {slot.gone ? (
                  <Gone number={ticket.number} />
                ) : (
                  <Card ticket={ticket} now={now} place={row.index + 1} of={slots.length} />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

/** Keeps the place of a card that has gone on, until no finger is near. */
function Gone({ number }: { number: string }) {
  const words = useText().card;
  return (
    <p className={styles.gone}>
      <Icon name="check" />
      {words.gone(number)}
    </p>
  );
}
