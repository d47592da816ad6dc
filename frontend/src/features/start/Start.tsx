import { useEffect, useState } from "react";
import { Link } from "react-router";
import { phoneState } from "../../api/phone";
import type { PhoneState } from "../../api/views";
import { useWords } from "../../i18n/catalogue";
import { Brand } from "../../ui/Brand";
import { Icon, type IconName } from "../../ui/Icon";
import { LanguagePicker } from "../../ui/LanguagePicker";
import { ThemePicker } from "../../ui/ThemePicker";
import { useTitle } from "../../ui/useTitle";
import { readable } from "../../ui/words";
import { words as part } from "./words";
import styles from "./Start.module.css";

export default function Start() {
  const words = useWords(part);
  useTitle(words.title);
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
        <LanguagePicker />
      </header>
      <h1>{words.promise}</h1>
      <nav aria-label={words.where} className={styles.cards}>
        <Card to="/phone" icon="phone" {...words.phone} />
        <Card to="/barista" icon="cup" {...words.barista} />
        <Card to={`/display/${slug}`} icon="screen" {...words.display} />
      </nav>
      <footer className={styles.foot}>
        <div>
          {event && (
            <p className={styles.number}>
              <span dir="auto">{event.name}</span>
              {words.texts}
              <strong>{readable(event.number)}</strong>
            </p>
          )}
          {state && !state.enabled && <p className={styles.number}>{state.why}</p>}
        </div>
        <ThemePicker />
      </footer>
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
