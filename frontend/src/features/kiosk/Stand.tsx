import { useCallback, useEffect, useMemo, useReducer, useState } from "react";
import { useAwake } from "../../api/useAwake";
import { isRevoked, type Device } from "../../api/device";
import { standingOf } from "../../api/standing";
import { useQuietReload } from "../../api/useQuietReload";
import { useWords } from "../../i18n/catalogue";
import { useLanguage } from "../../i18n/language";
import { LinkStatus } from "../../ui/LinkStatus";
import { Message } from "../../ui/Message";
import { useNow } from "../../ui/useNow";
import { useTitle } from "../../ui/useTitle";
import { Head } from "./Head";
import { IDLE_MS } from "./idle";
import { NOTHING, reduceOrder } from "./order";
import { inLanguage } from "./spoken";
import { StandContext, type Stand as Shared } from "./context";
import { Step } from "./Step";
import { StillThere } from "./StillThere";
import { useGuard } from "./useGuard";
import { useHall } from "./useHall";
import { useHome } from "./useHome";
import { useIdle } from "./useIdle";
import { useOffer } from "./useOffer";
import { useSending } from "./useSending";
import { words as part } from "./words";
import styles from "./Kiosk.module.css";

/** A paired kiosk at work. */
export function Stand({ device, onRevoked }: { device: Device; onRevoked: () => void }) {
  const words = useWords(part);
  const language = useLanguage();
  const clock = useNow();
  const { data: hall, link } = useHall(device);
  const failed = useCallback(
    (error: unknown) => {
      if (isRevoked(error)) onRevoked();
    },
    [onRevoked],
  );
  const { offer, refresh } = useOffer(device, hall?.stirred, failed);
  const [order, act] = useReducer(reduceOrder, NOTHING);
  const [told, tell] = useState("");
  const goHome = useHome(hall?.event.display.languages[0]);
  const live = link.state === "live";
  const zone = offer?.now.zone ?? null;
  const { unsent, again } = useSending({ device, order, zone, live, act, onRevoked });

  const reset = useCallback(() => {
    act({ do: "reset" });
    tell("");
    goHome();
  }, [goHome]);
  // Whatever the refusal was about is another than this screen believed.
  useEffect(() => {
    if (order.refused) refresh();
  }, [order.refused, refresh]);
  const waits = order.step !== "start" && order.step !== "done";
  const { asking, stay } = useIdle(waits, reset);
  // Somebody chose a language, and went without ordering.
  const resting = order.step === "start";
  useEffect(() => {
    if (!resting) return;
    const timer = setTimeout(goHome, IDLE_MS);
    return () => clearTimeout(timer);
  }, [resting, language, goHome]);
  // A socket that is turned away by the device's token tells it without anybody asking.
  const turnedAway = link.code?.startsWith("token_") ?? false;
  useEffect(() => {
    if (turnedAway) onRevoked();
  }, [turnedAway, onRevoked]);
  useGuard(useCallback(() => act({ do: "back" }), []));
  useQuietReload(live, resting);
  useAwake();
  useTitle(words.title);

  const menu = useMemo(() => offer && inLanguage(offer.menu, language), [offer, language]);
  const standing = hall && standingOf(hall, clock);
  if (!hall || !offer || !menu || !standing) {
    return (
      <Message title={link.state === "refused" ? words.nowhere : words.oneMoment}>
        {link.state !== "connecting" && link.state !== "refused" && <p>{words.unreachable}</p>}
        <LinkStatus link={link} />
      </Message>
    );
  }

  function begin() {
    refresh();
    act({ do: "begin" });
  }

  const shared: Shared = { hall, menu, now: offer.now, standing, order, act, tell };
  return (
    <StandContext value={shared}>
      <main className={styles.kiosk}>
        <Head link={link} onStartOver={reset} />
        <p className="sr-only" role="status">
          {told}
        </p>
        <Step onBegin={begin} onOver={reset} unsent={unsent} onAgain={again} />
        {asking !== null && (
          <StillThere
            seconds={asking}
            sent={order.step === "sending"}
            onStay={stay}
            onLeave={reset}
          />
        )}
      </main>
    </StandContext>
  );
}
