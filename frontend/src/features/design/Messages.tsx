import { useCallback, useState } from "react";
import type { LinkState } from "../../api/live";
import { useWords } from "../../i18n/catalogue";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { LinkStatus } from "../../ui/LinkStatus";
import { Notice } from "../../ui/Notice";
import { useShared } from "../../ui/shared";
import { StaleMark } from "../../ui/StaleMark";
import { Toast, UndoBar } from "../../ui/Toast";
import { words as part } from "./words";
import styles from "./Design.module.css";

const LINKS: LinkState[] = ["connecting", "live"];
const BROKEN = ["reconnecting", "offline", "signed-out", "server-error", "refused"] as const;
const SECONDS = 10;

export function Messages() {
  const words = useWords(part);
  const shared = useShared();
  const [opened] = useState(Date.now);
  const [until, setUntil] = useState(opened + SECONDS * 1000);
  const [toast, setToast] = useState(true);
  const gone = useCallback(() => setUntil(0), []);
  const again = () => {
    setUntil(Date.now() + SECONDS * 1000);
    setToast(true);
  };
  return (
    <>
      <div>
        {BROKEN.map((state) => (
          <Banner key={state} state={state} waiting={3} silent={40_000}>
            {state === "signed-out" && <Button tone="accent">{shared.signIn}</Button>}
          </Banner>
        ))}
      </div>
      <div className={styles.row}>
        {[...LINKS, ...BROKEN].map((state) => (
          <LinkStatus key={state} link={{ state, heardAt: opened, code: null }} />
        ))}
        <StaleMark at={opened - 180_000} />
      </div>
      <Notice good>{words.saved}</Notice>
      <Notice>{words.missing}</Notice>
      {until > 0 && (
        <UndoBar until={until} seconds={SECONDS} onUndo={gone} onClose={gone}>
          {words.done}
        </UndoBar>
      )}
      {toast && (
        <Toast bad onClose={() => setToast(false)}>
          {words.missing}
        </Toast>
      )}
      <div>
        <Button onClick={again}>{words.again}</Button>
      </div>
    </>
  );
}
