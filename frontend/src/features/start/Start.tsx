import { useEffect, useState } from "react";
import { Link } from "react-router";
import { phoneState } from "../../api/phone";
import type { PhoneState } from "../../api/views";
import { Brand } from "../../ui/Brand";
import { Icon, type IconName } from "../../ui/Icon";
import { useTitle } from "../../ui/useTitle";
import { readable } from "../../ui/words";
import styles from "./Start.module.css";

export default function Start() {
  useTitle("Coffee by text");
  const [state, setState] = useState<PhoneState | null>(null);
  useEffect(() => {
    phoneState().then(setState, () => undefined);
  }, []);
  const event = state?.events[0];
  const slug = event?.slug ?? "demo";
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <Brand />
      </header>
      <h1>
        Text your coffee order, keep your place in the crowd, collect it when your number is up.
      </h1>
      <nav aria-label="Where to go" className={styles.cards}>
        <Card
          to="/phone"
          icon="phone"
          title="Phone"
          text="Order as a customer does, by text, on a simulated phone."
        />
        <Card
          to="/barista"
          icon="cup"
          title="Barista"
          text="See the tickets come in; start them, finish them, hand them over."
        />
        <Card
          to={`/display/${slug}`}
          icon="screen"
          title="Display"
          text="What the crowd sees: numbers being made, numbers that are ready."
        />
      </nav>
      {event && (
        <p className={styles.number}>
          {event.name} takes texts at <strong>{readable(event.number)}</strong>
        </p>
      )}
      {state && !state.enabled && <p className={styles.number}>{state.why}</p>}
    </main>
  );
}

function Card({
  to,
  icon,
  title,
  text,
}: {
  to: string;
  icon: IconName;
  title: string;
  text: string;
}) {
  return (
    <Link to={to} className={styles.card}>
      <Icon name={icon} size={32} />
      <h2>{title}</h2>
      <p>{text}</p>
    </Link>
  );
}
