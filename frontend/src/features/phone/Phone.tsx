import { useEffect, useState } from "react";
import { phoneState } from "../../api/phone";
import type { PhoneState } from "../../api/views";
import { Brand } from "../../ui/Brand";
import { Button } from "../../ui/Button";
import { LanguagePicker } from "../../ui/LanguagePicker";
import { Message } from "../../ui/Message";
import { useShared } from "../../ui/shared";
import { useTitle } from "../../ui/useTitle";
import { useTrouble } from "../../ui/useTrouble";
import { Handset } from "./Handset";
import { keepNumbers, loadNumbers, type Numbers } from "./numbers";
import { Side } from "./Side";
import { useText } from "./useText";
import styles from "./Phone.module.css";
import ui from "../../ui/ui.module.css";

export default function Phone() {
  const words = useText();
  useTitle(words.title);
  const [state, setState] = useState<PhoneState | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    phoneState().then((found) => {
      setState(found);
      setFailed(null);
    }, setFailed);
  }, [tries]);
  return (
    <>
      <header className={ui.bar}>
        <Brand />
        <span className={styles.where}>{words.title}</span>
        <div className={ui.barEnd}>
          <LanguagePicker />
        </div>
      </header>
      <Content state={state} failed={failed} retry={() => setTries(tries + 1)} />
    </>
  );
}

function Content(props: { state: PhoneState | null; failed: unknown; retry: () => void }) {
  const words = useText();
  const shared = useShared();
  const inWords = useTrouble();
  const { state, failed, retry } = props;
  if (!state) {
    if (!failed) return <Message title={shared.moment} />;
    return (
      <Message title={words.unreached}>
        <p role="alert">{inWords(failed)}</p>
        <Button tone="primary" onClick={retry}>
          {shared.retry}
        </Button>
      </Message>
    );
  }
  if (!state.enabled) {
    return (
      <Message title={words.off}>
        <p>{words.offNote}</p>
      </Message>
    );
  }
  if (state.events.length === 0) {
    return (
      <Message title={words.noNumber}>
        <p>{words.noNumberNote}</p>
      </Message>
    );
  }
  return <Simulator state={state} />;
}

function Simulator({ state }: { state: PhoneState }) {
  const [numbers, setNumbers] = useState(loadNumbers);
  const [to, setTo] = useState(state.events[0]?.number ?? "");
  const [draft, setDraft] = useState("");
  const event = state.events.find((one) => one.number === to);
  function change(next: Numbers) {
    setNumbers(next);
    keepNumbers(next);
  }
  return (
    <main className={styles.page}>
      <Handset
        key={`${numbers.current} ${to}`}
        from={numbers.current}
        to={to}
        name={event?.name ?? to}
        draft={draft}
        onDraft={setDraft}
      />
      <Side
        numbers={numbers}
        onNumbers={change}
        events={state.events}
        to={to}
        onTo={setTo}
        onSuggest={setDraft}
      />
    </main>
  );
}
