import { useEffect, useState, type FormEvent } from "react";
import { Navigate, useSearchParams } from "react-router";
import { signIn, signInWording } from "../../api/accounts";
import { readDevice } from "../../api/device";
import { restore } from "../../api/session";
import { useSession } from "../../api/useSession";
import { Brand } from "../../ui/Brand";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { useTitle } from "../../ui/useTitle";
import { Tablet } from "./Tablet";
import { safeTarget } from "./target";
import styles from "./SignIn.module.css";

export default function SignIn() {
  useTitle("Sign in");
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
      setTrouble("Enter both your username and your password.");
      return;
    }
    setBusy(true);
    setTrouble(null);
    try {
      await signIn(username, password);
    } catch (error) {
      setTrouble(signInWording(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <Brand />
        <h1>Sign in</h1>
        <p className={styles.lead}>For the people behind the counter.</p>
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <Field label="Username" name="username" autoComplete="username" autoCapitalize="none" />
          <Field label="Password" name="password" type="password" autoComplete="current-password" />
          {trouble && <Notice>{trouble}</Notice>}
          <Button type="submit" tone="primary" big busy={busy}>
            {busy ? "Signing in" : "Sign in"}
          </Button>
        </form>
      </div>
    </main>
  );
}
