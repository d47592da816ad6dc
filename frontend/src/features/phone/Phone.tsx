import { useEffect, useState } from "react";
import { wording } from "../../api/http";
import { phoneState } from "../../api/phone";
import type { PhoneState } from "../../api/views";
import { Brand } from "../../ui/Brand";
import { Button } from "../../ui/Button";
import { Message } from "../../ui/Message";
import { useTitle } from "../../ui/useTitle";
import { Handset } from "./Handset";
import { keepNumbers, loadNumbers, type Numbers } from "./numbers";
import { Side } from "./Side";
import styles from "./Phone.module.css";
import ui from "../../ui/ui.module.css";

export default function Phone() {
  useTitle("Phone simulator");
  const [state, setState] = useState<PhoneState | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    phoneState().then(
      (found) => {
        setState(found);
        setTrouble(null);
      },
      (error: unknown) => setTrouble(wording(error)),
    );
  }, [tries]);
  return (
    <>
      <header className={ui.bar}>
        <Brand />
        <span className={styles.where}>Phone simulator</span>
      </header>
      <Content state={state} trouble={trouble} retry={() => setTries(tries + 1)} />
    </>
  );
}

function Content(props: { state: PhoneState | null; trouble: string | null; retry: () => void }) {
  const { state, trouble, retry } = props;
  if (!state) {
    if (!trouble) return <Message title="One moment" />;
    return (
      <Message title="The simulator cannot be reached">
        <p role="alert">{trouble}</p>
        <Button tone="primary" onClick={retry}>
          Try again
        </Button>
      </Message>
    );
  }
  if (!state.enabled) {
    return (
      <Message title="The simulator is off">
        <p>{state.why}</p>
      </Message>
    );
  }
  if (state.events.length === 0) {
    return (
      <Message title="There is no number to text">
        <p>No event has a number yet.</p>
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
