/** The board of a station: what the server says, else what was kept, and the taps upon it. */
import { useEffect, useMemo, useRef, useState } from "react";
import { askedOrKept, keep, kept } from "../../api/kept";
import type { Link } from "../../api/live";
import { waiting, type Operation } from "../../api/outbox";
import { menuOf } from "../../api/stations";
import { outbox, useOutbox } from "../../api/tabletOutbox";
import { useRoom } from "../../api/useRoom";
import { useSession } from "../../api/useSession";
import type {
  MenuDocument,
  SoldOutList,
  Station,
  StationSnapshot,
  Ticket,
  Told,
} from "../../api/views";
import { reduceBoard, type Board } from "./board";
import { withWaiting } from "./pending";

const KEEP_MS = 1_000;
const MENU_MS = 5_000;

interface Kept {
  board: Board | null;
  link: Link;
  apply: (news: Told) => void;
}

export function useBoard(stationId: number): Kept {
  const person = useSession().user?.id ?? null;
  const { data, link, apply, seed } = useRoom<Board, StationSnapshot>(
    `station:${stationId}`,
    true,
    reduceBoard,
  );
  const { operations } = useOutbox();
  const { state, heardAt } = link;
  const key = `board:${person}:${stationId}`;
  const keptAt = useKeptBoard(key, data, state === "live" ? heardAt : null, seed);
  const soldOutAt = useRef(0);

  useEffect(() => {
    soldOutAt.current = data?.soldOut.version ?? 0;
  }, [data]);
  useEffect(
    () =>
      outbox().onAnswer((operation, answer) => {
        const told = toldBy(operation, answer, soldOutAt.current);
        if (told) apply(told);
      }),
    [apply],
  );
  useEffect(() => {
    if (state === "live") outbox().wake();
  }, [state]);

  const mine = useMemo(() => waiting(operations, person), [operations, person]);
  const board = useMemo(() => data && withWaiting(data, mine), [data, mine]);
  return { board, link: heardAt === null ? { ...link, heardAt: keptAt } : link, apply };
}

/** What the server's answer to an operation says of the board. */
function toldBy(operation: Operation, answer: unknown, soldOutAt: number): Told | null {
  const [kind] = operation.about.split(":", 1);
  if (kind === "ticket") {
    const data = answer as Ticket;
    return { type: "TicketChanged", version: data.version, data };
  }
  if (kind === "station") {
    const data = answer as Station;
    return { type: "StationChanged", version: data.version, data };
  }
  if (kind !== "86") return null;
  // An answer has no place among the changes: it stands until the next that is pushed.
  return { type: "SoldOutChanged", version: soldOutAt, data: answer as SoldOutList };
}

/** Keep what the server said last; gives when that was, of what was kept before this start. */
function useKeptBoard(
  key: string,
  data: Board | null,
  heardAt: number | null,
  seed: (board: Board) => void,
): number | null {
  const [since, setSince] = useState<number | null>(null);
  const latest = useRef({ data, heardAt });
  useEffect(() => {
    void kept<Board>(key).then((last) => {
      if (!last) return;
      setSince(last.at);
      seed(last.value);
    });
  }, [key, seed]);
  useEffect(() => {
    latest.current = { data, heardAt };
  }, [data, heardAt]);
  useEffect(() => {
    let written = latest.current;
    const timer = setInterval(() => {
      const { data: board, heardAt: at } = latest.current;
      const same = board === written.data && at === written.heardAt;
      if (board === null || at === null || same) return;
      written = latest.current;
      // Changes are counted anew after the next start.
      void keep(key, { ...board, soldOut: { ...board.soldOut, version: 0 } }, at);
    }, KEEP_MS);
    return () => clearInterval(timer);
  }, [key]);
  return since;
}

export function useMenu(slug: string | undefined): MenuDocument | null {
  const [menu, setMenu] = useState<MenuDocument | null>(null);
  useEffect(() => {
    if (!slug) return;
    let retry: ReturnType<typeof setTimeout>;
    const load = () =>
      void askedOrKept(`menu:${slug}`, () => menuOf(slug)).then(setMenu, () => {
        retry = setTimeout(load, MENU_MS);
      });
    load();
    return () => clearTimeout(retry);
  }, [slug]);
  return menu;
}
