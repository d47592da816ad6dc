import { Suspense } from "react";
import { useParams, useSearchParams } from "react-router";
import { useAwake } from "../../api/useAwake";
import { useFreshVersion } from "../../api/useFreshVersion";
import { LinkStatus } from "../../ui/LinkStatus";
import { Message } from "../../ui/Message";
import { Unattended } from "../../ui/Unattended";
import { useWords } from "../../i18n/catalogue";
import { Board } from "./Board";
import { useEventLanguage } from "./useCalling";
import { useScreen } from "./useScreen";
import { wishesOf } from "./wishes";
import { words } from "./words";

/** The public screen of an event: it runs for days with nobody near. */
export default function Display() {
  return (
    <Unattended failed={<Failed />}>
      <Suspense fallback={null}>
        <Live />
      </Suspense>
    </Unattended>
  );
}

function Live() {
  const { slug = "" } = useParams();
  const [search] = useSearchParams();
  const { screen, link, calledRef } = useScreen(slug);
  const say = useWords(words);
  useAwake();
  useEventLanguage(screen?.event.display.languages[0]);
  if (!screen) {
    const refused = link.state === "refused";
    return (
      <Message title={refused ? say.nowhere : say.oneMoment}>
        {!refused && <LinkStatus link={link} />}
        <FreshAtOnce />
      </Message>
    );
  }
  const wishes = wishesOf(search, screen.event.display);
  return <Board screen={screen} link={link} calledRef={calledRef} wishes={wishes} />;
}

function Failed() {
  const say = useWords(words);
  return (
    <Message title={say.failed}>
      <p>{say.restarts}</p>
    </Message>
  );
}

const atOnce = () => true;

/** While nothing is shown a new version, which may be what is missing, disturbs nobody. */
function FreshAtOnce() {
  useFreshVersion(atOnce);
  return null;
}
