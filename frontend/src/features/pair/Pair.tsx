import { useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { keepDevice, pair, type Device } from "../../api/device";
import { CallFailed } from "../../api/http";
import { useWords } from "../../i18n/catalogue";
import { Brand } from "../../ui/Brand";
import { Button } from "../../ui/Button";
import { Digits } from "../../ui/Digits";
import { Message } from "../../ui/Message";
import { Notice } from "../../ui/Notice";
import { useTitle } from "../../ui/useTitle";
import { codeIn, DIGITS, pageOf } from "./code";
import { words as part } from "./words";
import type { Words } from "./words/en";
import styles from "./Pair.module.css";

/** Makes this screen a display, a kiosk or a barista's tablet, by a code typed or scanned. */
export default function Pair() {
  const words = useWords(part);
  useTitle(words.title);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const scanned = codeIn(search.get("code"));
  const [code, setCode] = useState(scanned);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [printer, setPrinter] = useState<Device | null>(null);

  async function take(typed: string): Promise<void> {
    if (codeIn(typed) === "") {
      setTrouble(words.short);
      return;
    }
    setBusy(true);
    setTrouble(null);
    try {
      const device = await pair(typed);
      const page = pageOf(device);
      if (page === null) {
        setPrinter(device);
        return;
      }
      keepDevice(device);
      void navigate(page, { replace: true });
    } catch (error) {
      setTrouble(troubleOf(error, words));
      setBusy(false);
    }
  }

  const tried = useRef(false);
  useEffect(() => {
    if (scanned === "" || tried.current) return;
    tried.current = true; // it is good once
    void take(scanned);
  });

  if (printer) {
    return (
      <Message title={words.printer(printer.name)}>
        <p>{words.token}</p>
        <code className={styles.token}>{printer.token}</code>
      </Message>
    );
  }
  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <Brand />
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
        {trouble && <Notice>{trouble}</Notice>}
        <Digits
          label={words.code}
          value={code}
          longest={DIGITS}
          onChange={setCode}
          onDone={() => void (busy ? undefined : take(code))}
          done={
            <Button type="submit" tone="primary" big busy={busy}>
              {busy ? words.busy : words.pair}
            </Button>
          }
        />
      </div>
    </main>
  );
}

function troubleOf(error: unknown, words: Words): string {
  if (!(error instanceof CallFailed)) return words.server;
  if (error.trouble === "offline") return words.offline;
  if (error.status === 404) return words.wrong;
  return error.status === 429 ? words.often : words.server;
}
