import { useState, type FormEvent } from "react";
import { changePassword } from "../api/accounts";
import { CallFailed } from "../api/http";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Field } from "./Field";
import { Notice } from "./Notice";
import { useShared } from "./shared";
import { inWords } from "./troubles";
import styles from "./ui.module.css";

export function ChangePassword({ onClose }: { onClose: () => void }) {
  const words = useShared();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [state, setState] = useState<"asking" | "busy" | "done">("asking");

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state === "busy") return;
    const form = new FormData(event.currentTarget);
    const [current, fresh, again] = ["current", "fresh", "again"].map((name) =>
      String(form.get(name)),
    ) as [string, string, string];
    if (!current || !fresh) return setTrouble(words.password.missing);
    if (fresh !== again) return setTrouble(words.password.unequal);
    setState("busy");
    setTrouble(null);
    try {
      await changePassword(current, fresh);
      setState("done");
    } catch (error) {
      const wrong = error instanceof CallFailed && error.code === "wrong_password";
      setTrouble(wrong ? words.password.wrong : inWords(words, error));
      setState("asking");
    }
  }

  return (
    <Dialog title={words.account.changePassword} onClose={onClose}>
      {state === "done" ? (
        <>
          <Notice good>{words.password.changed}</Notice>
          <Button onClick={onClose}>{words.close}</Button>
        </>
      ) : (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <Field
            label={words.password.present}
            name="current"
            type="password"
            autoComplete="current-password"
          />
          <Field
            label={words.password.fresh}
            name="fresh"
            type="password"
            autoComplete="new-password"
          />
          <Field
            label={words.password.again}
            name="again"
            type="password"
            autoComplete="new-password"
          />
          {trouble && <Notice>{trouble}</Notice>}
          <Button type="submit" tone="primary" big busy={state === "busy"}>
            {words.account.changePassword}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
