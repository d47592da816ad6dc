import { useState, type FormEvent } from "react";
import { changePassword } from "../api/accounts";
import { CallFailed, wording } from "../api/http";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Field } from "./Field";
import { Notice } from "./Notice";
import styles from "./ui.module.css";

export function ChangePassword({ onClose }: { onClose: () => void }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const [state, setState] = useState<"asking" | "busy" | "done">("asking");

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state === "busy") return;
    const form = new FormData(event.currentTarget);
    const [current, fresh, again] = ["current", "fresh", "again"].map((name) =>
      String(form.get(name)),
    ) as [string, string, string];
    if (!current || !fresh) return setTrouble("Enter the present and the new password.");
    if (fresh !== again) return setTrouble("The new password was not typed the same way twice.");
    setState("busy");
    setTrouble(null);
    try {
      await changePassword(current, fresh);
      setState("done");
    } catch (error) {
      const wrong = error instanceof CallFailed && error.code === "wrong_password";
      setTrouble(wrong ? "The present password is wrong." : wording(error));
      setState("asking");
    }
  }

  return (
    <Dialog title="Change password" onClose={onClose}>
      {state === "done" ? (
        <>
          <Notice good>Your password is changed.</Notice>
          <Button onClick={onClose}>Close</Button>
        </>
      ) : (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <Field
            label="Present password"
            name="current"
            type="password"
            autoComplete="current-password"
          />
          <Field label="New password" name="fresh" type="password" autoComplete="new-password" />
          <Field
            label="New password again"
            name="again"
            type="password"
            autoComplete="new-password"
          />
          {trouble && <Notice>{trouble}</Notice>}
          <Button type="submit" tone="primary" big busy={state === "busy"}>
            Change password
          </Button>
        </form>
      )}
    </Dialog>
  );
}
