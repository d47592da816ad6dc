import { useEffect, useMemo, useSyncExternalStore } from "react";
import { LiveRoom, type News, type RoomView } from "./live";

/** Show a live room while the component is there. `reduce` must not change between renders. */
export function useRoom<State, Snapshot extends { at?: string }, Own = never>(
  room: string,
  signed: boolean,
  reduce: (state: State | null, news: News<Snapshot, Own>) => State | null,
): RoomView<State> & Pick<LiveRoom<State, Snapshot, Own>, "apply" | "refresh" | "seed"> {
  const live = useMemo(
    () => new LiveRoom<State, Snapshot, Own>({ room, signed, reduce }),
    [room, signed, reduce],
  );
  useEffect(() => live.open(), [live]);
  const view = useSyncExternalStore(live.subscribe, live.read);
  const apply = useMemo(() => live.apply.bind(live), [live]);
  const refresh = useMemo(() => live.refresh.bind(live), [live]);
  const seed = useMemo(() => live.seed.bind(live), [live]);
  return { ...view, apply, refresh, seed };
}
