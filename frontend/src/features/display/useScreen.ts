import { useEffect, useRef, useState, type RefObject } from "react";
import type { Link } from "../../api/live";
import { useRoom } from "../../api/useRoom";
import type { DisplaySnapshot } from "../../api/views";
import { keep, readKept } from "./kept";
import { reduceScreen, type Screen } from "./screen";

const KEEP_EVERY_MS = 2_000;

export interface Shown {
  screen: Screen | null;
  link: Link;
  /** What was called out; null on a device that has never shown this display. */
  calledRef: RefObject<string[] | null>;
}

/** What the display shows: what the server says, and until it does, what it said last. */
export function useScreen(slug: string): Shown {
  const { data, link, refresh } = useRoom<Screen, DisplaySnapshot>(
    `display:${slug}`,
    false,
    reduceScreen,
  );
  const [kept] = useState(() => readKept(slug));
  const calledRef = useRef<string[] | null>(kept?.called ?? null);
  const latest = useRef<{ data: Screen | null; at: number | null }>({ data: null, at: null });
  useEffect(() => {
    latest.current = { data, at: link.heardAt };
  }, [data, link.heardAt]);

  useEffect(() => {
    let written: Screen | null = null;
    const write = () => {
      const { data: screen, at } = latest.current;
      if (!screen || at === null) return;
      // While nothing changes the age is still the connection's.
      keep(slug, screen, at, calledRef.current ?? []);
      written = screen;
    };
    const timer = setInterval(() => {
      if (latest.current.data !== written) write();
    }, KEEP_EVERY_MS);
    window.addEventListener("pagehide", write);
    return () => {
      clearInterval(timer);
      window.removeEventListener("pagehide", write);
    };
  }, [slug]);

  // The names on it may be others now: the snapshot has them as the event wants them.
  const version = data?.event.version;
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== version) refresh();
    seen.current = version;
  }, [version, refresh]);

  const screen = data ?? (kept && reduceScreen(null, { snapshot: kept.snapshot }));
  return {
    screen,
    link: link.heardAt === null && kept ? { ...link, heardAt: kept.at } : link,
    calledRef,
  };
}
