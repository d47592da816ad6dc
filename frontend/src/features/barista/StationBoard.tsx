import { Suspense, useState } from "react";
import type { Station, Ticket, TicketAction } from "../../api/views";
import { Button } from "../../ui/Button";
import { cx } from "../../ui/cx";
import { Icon } from "../../ui/Icon";
import { Message } from "../../ui/Message";
import type { Ask } from "./Card";
import { EightySix } from "./EightySix";
import { Header } from "./Header";
import { Lanes } from "./Lanes";
import { AskMove, AskReason, AskRemake, Recent, Wrote } from "./Questions";
import { useActions } from "./useActions";
import { useBoard, useMenu } from "./useBoard";
import { Refusals } from "./waiting/Refusals";
import lanes from "./Lanes.module.css";
import styles from "./StationBoard.module.css";
import ui from "../../ui/ui.module.css";

interface Props {
  stationId: number;
  stations: Station[];
  onLeave: () => void;
}

type Open = "86" | "recent" | { ticket: Ticket; what: Ask } | null;

/** One station's board. */
export function StationBoard({ stationId, stations, onLeave }: Props) {
  const { board: data, link } = useBoard(stationId);
  const actions = useActions();
  const [open, setOpen] = useState<Open>(null);
  const menu = useMenu(data?.station.event);

  if (!data || (link.state === "refused" && link.heardAt === null)) {
    if (link.state === "refused") {
      return (
        <Message title="This station is not open to you">
          <p>Your role does not reach it, or it is gone.</p>
          <Button tone="primary" onClick={onLeave}>
            Choose another station
          </Button>
        </Message>
      );
    }
    return (
      <div className={styles.page} aria-busy="true">
        <Header link={link} board={null} onLeave={onLeave} />
        <div className={cx(lanes.lanes, styles.skeletons)}>
          {[0, 1, 2].map((lane) => (
            <div key={lane} className={ui.skeleton} />
          ))}
        </div>
      </div>
    );
  }

  const board = data;
  const close = () => setOpen(null);
  // Dialogs act on the ticket as it is when the answer comes, not when the question was asked.
  const fresh = (ticket: Ticket) => board.tickets.get(ticket.id) ?? ticket;
  const perform = (ticket: Ticket, action: TicketAction) =>
    void actions.perform(fresh(ticket), { action });
  const asked = open !== null && typeof open === "object" ? open : null;

  return (
    <div className={styles.page}>
      <Header
        link={link}
        board={board}
        onLeave={onLeave}
        onEightySix={() => setOpen("86")}
        onRecent={() => setOpen("recent")}
      />
      <Lanes
        board={board}
        menu={menu}
        onAct={perform}
        onAsk={(ticket, what) => setOpen({ ticket, what })}
      />
      <Told actions={actions} onUndo={(ticket) => perform(ticket, "recall")} />
      {open === "86" && <EightySix board={board} menu={menu} onClose={close} />}
      {open === "recent" && (
        <Recent
          board={board}
          menu={menu}
          onRecall={(ticket) => {
            close();
            perform(ticket, "recall");
          }}
          onClose={close}
        />
      )}
      {asked?.what === "words" && <Wrote ticket={asked.ticket} onClose={close} />}
      {asked?.what === "void" && (
        <AskReason
          ticket={asked.ticket}
          onClose={close}
          onReason={(reason) => {
            close();
            void actions.perform(fresh(asked.ticket), { action: "void", reason });
          }}
        />
      )}
      {asked?.what === "remake" && (
        <AskRemake
          ticket={asked.ticket}
          onClose={close}
          onReason={(reason) => {
            close();
            void actions.perform(fresh(asked.ticket), { action: "remake", reason });
          }}
        />
      )}
      {asked?.what === "move" && (
        <AskMove
          ticket={asked.ticket}
          stations={stations}
          onClose={close}
          onStation={(station) => {
            close();
            void actions.perform(fresh(asked.ticket), { action: "move", station });
          }}
        />
      )}
    </div>
  );
}

/** The bar at the foot: what was just done and can be undone, or what could not be done. */
function Told(props: { actions: ReturnType<typeof useActions>; onUndo: (ticket: Ticket) => void }) {
  const { undo } = props.actions;
  return (
    <div className={styles.told} aria-live="polite">
      <Suspense fallback={null}>
        <Refusals />
      </Suspense>
      {undo && (
        <div className={styles.undo} key={undo.ticket.id + undo.words}>
          <span>{undo.words}</span>
          <Button tone="accent" onClick={() => props.onUndo(undo.ticket)}>
            <Icon name="undo" /> Undo
          </Button>
        </div>
      )}
    </div>
  );
}
