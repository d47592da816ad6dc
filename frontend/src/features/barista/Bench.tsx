import { useCallback, useRef, useState } from "react";
import type { Link } from "../../api/live";
import { useSession } from "../../api/useSession";
import type { Station, Told as News } from "../../api/views";
import type { Board, LaneName } from "./board";
import { DeskContext, type Desk, type Open } from "./desk";
import { Bell } from "./Bell";
import { Dialogs } from "./Dialogs";
import { Header } from "./Header";
import { Lanes } from "./Lanes";
import { Notices } from "./Notices";
import { usePreferences } from "./preferences";
import type { Filter } from "./production";
import { Strip } from "./Strip";
import { Told, type Note } from "./Told";
import { useActions } from "./useActions";
import { useMenu } from "./useBoard";
import { useDeeds } from "./useDeeds";
import { useKeys } from "./useKeys";
import { usePrinter } from "./usePrinter";
import { useShift } from "./useShift";
import styles from "./StationBoard.module.css";

interface Props {
  board: Board;
  link: Link;
  apply: (news: News) => void;
  stations: Station[];
  onWork: (station: number) => void;
  onRefresh: () => void;
}

const SUPPORTING: readonly string[] = ["support", "organiser", "owner"];

/** Where one works: the lanes, and all that is around them. */
export function Bench({ board, link, apply, stations, onWork, onRefresh }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const [filter, setFilter] = useState<Filter | null>(null);
  const [lane, setLane] = useState<LaneName>("queued");
  const [note, setNote] = useState<Note | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const preferences = usePreferences();
  const shift = useShift();
  const menu = useMenu(board.station.event);
  const mayEdit = useMayEdit(board.station.event);
  usePrinter(board.station, apply);

  const tell = useCallback((text: string, bad = false) => setNote({ words: text, bad }), []);
  const perform = useActions();
  const { act, startBatch, undo, takeBack } = useDeeds(board, perform);
  const close = useCallback(() => setOpen(null), []);
  const desk: Desk = {
    ...{ board, menu, stations, preferences, shift, mayEdit },
    ...{ act, startBatch, apply, tell, close },
    open: setOpen,
    work: onWork,
    refreshStations: onRefresh,
  };
  useKeys({
    map: preferences.map,
    idle: open === null,
    lane,
    onLane: setLane,
    onOpen: setOpen,
    onUndo: takeBack,
    onSearch: () => searchBox.current?.focus(),
  });
  const said = filter?.kind === "words" ? filter.name : "";
  return (
    <DeskContext value={desk}>
      <div
        className={styles.page}
        data-rush={preferences.rush}
        data-left={preferences.left}
        data-large={preferences.large}
      >
        <Header
          link={link}
          search={said}
          onSearch={(name) => setFilter(name ? { kind: "words", name } : null)}
          searchBox={searchBox}
        />
        <Notices />
        <Bell />
        <Strip filter={filter} onFilter={setFilter} />
        <Lanes filter={filter} chosen={lane} onChoose={setLane} />
        <Told note={note} onRead={() => setNote(null)} undo={undo} onUndo={takeBack} />
        {open && <Dialogs open={open} />}
      </div>
    </DeskContext>
  );
}

/** Whether who is signed in may change the drinks of an order here, which support may. */
function useMayEdit(event: string): boolean {
  const roles = useSession().user?.roles ?? [];
  return roles.some((one) => one.event === event && SUPPORTING.includes(one.role));
}
