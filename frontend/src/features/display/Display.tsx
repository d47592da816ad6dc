import { useEffect, type CSSProperties } from "react";
import { useParams, useSearchParams } from "react-router";
import { json } from "../../api/http";
import { useFreshVersion } from "../../api/useFreshVersion";
import { useRoom } from "../../api/useRoom";
import type { DisplaySnapshot } from "../../api/views";
import { LinkStatus } from "../../ui/LinkStatus";
import { Message } from "../../ui/Message";
import { Notice } from "../../ui/Notice";
import { useNow } from "../../ui/useNow";
import { useTitle } from "../../ui/useTitle";
import { span } from "../../ui/words";
import { Calls } from "./Calls";
import { Foot } from "./Foot";
import { columnsOf, reduceScreen, type Screen, type WaitRead } from "./screen";
import { useNumberSize } from "./useCapacity";
import styles from "./Display.module.css";

const WAIT_EVERY_MS = 30_000;
const STALE_MS = 15_000;
const MINUTE = 60_000;

/** Nobody touches it: a new version shows what the old one did. */
const always = () => true;

export default function Display() {
  const { slug = "" } = useParams();
  const [search] = useSearchParams();
  const { data, link, apply } = useRoom<Screen, DisplaySnapshot, WaitRead>(
    `display:${slug}`,
    false,
    reduceScreen,
  );
  const now = useNow();
  const here = useNow(1000, Date.now);
  const size = useNumberSize();
  useFreshVersion(always);
  useTitle(data?.event.name ?? "Display");

  useEffect(() => {
    const timer = setInterval(() => {
      const read = json<DisplaySnapshot>(`/api/events/${encodeURIComponent(slug)}/display`);
      read.then(
        (display) => apply({ type: "WaitRead", wait: display.wait }),
        () => undefined,
      );
    }, WAIT_EVERY_MS);
    return () => clearInterval(timer);
  }, [slug, apply]);

  if (!data) {
    if (link.state === "refused") return <Message title="There is no display at this address" />;
    return (
      <Message title="One moment">
        <LinkStatus link={link} />
      </Message>
    );
  }
  const station = search.get("station");
  const { ready, making, next } = columnsOf(data, station);
  const silent = link.heardAt === null ? 0 : here - link.heardAt;
  const stale = link.state !== "live" && silent > STALE_MS;
  const newest = ready[0];
  const upright = window.innerHeight > window.innerWidth;
  const sizes = { "--number": `${size}px` } as CSSProperties;
  return (
    <main className={styles.page} style={sizes} data-shift={Math.floor(here / MINUTE) % 4}>
      <header className={styles.head}>
        <h1>{data.event.name}</h1>
        {station && <span className={styles.only}>{station}</span>}
        <LinkStatus link={link} />
      </header>
      {stale && <Notice>No connection for {span(silent)}: the numbers may be out of date.</Notice>}
      <p className="sr-only" role="status">
        {newest ? `Number ${newest.number} is ready at ${newest.station}` : ""}
      </p>
      <Calls kind="ready" title="Ready" calls={ready} size={size} now={now} />
      <Calls
        kind="making"
        title="Making"
        calls={making}
        next={next}
        size={size * (upright ? 0.5 : 0.73)}
        now={now}
      />
      <Foot screen={data} />
    </main>
  );
}
