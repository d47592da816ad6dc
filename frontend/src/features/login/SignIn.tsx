import { Suspense, useEffect, useState, type FormEvent } from "react";
import { Navigate, useSearchParams } from "react-router";
import { signIn } from "../../api/accounts";
import { readDevice } from "../../api/device";
import { restore } from "../../api/session";
import { useSession } from "../../api/useSession";
import { useWords } from "../../i18n/catalogue";
import { Brand } from "../../ui/Brand";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { LanguagePicker } from "../../ui/LanguagePicker";
import { Notice } from "../../ui/Notice";
import { useShared } from "../../ui/shared";
import { useTitle } from "../../ui/useTitle";
import { Tablet } from "./tablet/Tablet";
import { safeTarget } from "./target";
import { signInTrouble } from "./trouble";
import { words as part } from "./words";
import { Waits } from "./waits/Waits";
import styles from "./SignIn.module.css";

export default function SignIn() {
  const words = useWords(part);
  const shared = useShared();
  useTitle(words.title);
  const { state } = useSession();
  const [search] = useSearchParams();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [tablet, setTablet] = useState(() => {
    const device = readDevice();
    return device?.role === "barista" ? device : null;
  });
  useEffect(restore, []);
  if (state === "signed-in") return <Navigate to={safeTarget(search.get("to"))} replace />;
  if (tablet) return <Tablet device={tablet} onPassword={() => setTablet(null)} />;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const username = String(form.get("username")).trim();
    const password = String(form.get("password"));
    if (!username || !password) {
      setTrouble(words.missing);
      return;
    }
    setBusy(true);
    setTrouble(null);
    try {
      await signIn(username, password);
    } catch (error) {
      setTrouble(signInTrouble(words, shared, error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <header className={styles.head}>
          <Brand />
          <LanguagePicker />
        </header>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
        <Suspense fallback={null}>
          <Waits />
        </Suspense>
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <Field
            label={words.username}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
          />
          <Field
            label={words.password}
            name="password"
            type="password"
            autoComplete="current-password"
          />
          {trouble && <Notice>{trouble}</Notice>}
          <Button type="submit" tone="primary" big busy={busy}>
            {busy ? words.busy : words.title}
          </Button>
        </form>
      </div>
    </main>
  );
}
