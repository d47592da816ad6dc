import { useCallback, useEffect, useState } from "react";
import { Link } from "react-router";
import {
  forgetDevice,
  isRevoked,
  readSelf,
  signInByPin,
  type Device,
  type DeviceSelf,
  type Face,
} from "../../../api/device";
import { useWords } from "../../../i18n/catalogue";
import { Brand } from "../../../ui/Brand";
import { Button } from "../../../ui/Button";
import { Digits } from "../../../ui/Digits";
import { Icon } from "../../../ui/Icon";
import { Message } from "../../../ui/Message";
import { Notice } from "../../../ui/Notice";
import { pinTrouble } from "./pinTrouble";
import { words as part } from "./words";
import styles from "./Tablet.module.css";

const LONGEST = 8;
const SHORTEST = 4;

/** Signing in at a paired tablet: tap who you are, then your PIN. */
export function Tablet({ device, onPassword }: { device: Device; onPassword: () => void }) {
  const words = useWords(part);
  const [self, setSelf] = useState<DeviceSelf | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [revoked, setRevoked] = useState(false);
  const [face, setFace] = useState<Face | null>(null);
  const [tries, setTries] = useState(0);

  const failed = useCallback(
    (error: unknown): void => {
      if (isRevoked(error)) {
        forgetDevice();
        setRevoked(true);
      } else setTrouble(pinTrouble(error, words));
    },
    [words],
  );

  useEffect(() => {
    readSelf(device).then((read) => {
      setTrouble(null);
      setSelf(read);
    }, failed);
  }, [device, tries, failed]);

  if (revoked) {
    return (
      <Message title={words.revoked}>
        <p role="alert">{words.revokedWhy}</p>
        <Link to="/pair">{words.pair}</Link>
      </Message>
    );
  }
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <Brand />
        <span dir="auto">{words.tablet(device.name, self?.event.name ?? "")}</span>
      </header>
      {face ? (
        <Pin
          device={device}
          face={face}
          trouble={trouble}
          onOther={() => {
            setTrouble(null);
            setFace(null);
          }}
          onFailed={failed}
        />
      ) : (
        <>
          <h1>{words.title}</h1>
          {self?.people.length === 0 && <p className={styles.lead}>{words.nobody}</p>}
          <ul className={styles.faces}>
            {self?.people.map((one) => (
              <li key={one.username}>
                <button
                  type="button"
                  className={styles.face}
                  onClick={() => {
                    setTrouble(null);
                    setFace(one);
                  }}
                >
                  <Icon name="person" size={28} />
                  <span dir="auto">{one.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {trouble && !face && <Notice>{trouble}</Notice>}
      <div className={styles.foot}>
        {trouble && !self && (
          <Button tone="primary" onClick={() => setTries(tries + 1)}>
            {words.again}
          </Button>
        )}
        <Button tone="quiet" onClick={onPassword}>
          {words.password}
        </Button>
      </div>
    </main>
  );
}

interface PinProps {
  device: Device;
  face: Face;
  trouble: string | null;
  onOther: () => void;
  onFailed: (error: unknown) => void;
}

function Pin({ device, face, trouble, onOther, onFailed }: PinProps) {
  const words = useWords(part);
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const complete = pin.length >= SHORTEST;

  async function submit(): Promise<void> {
    if (busy || !complete) return;
    setBusy(true);
    try {
      await signInByPin(device, face.username, pin);
    } catch (error) {
      setPin("");
      onFailed(error);
      setBusy(false);
    }
  }

  return (
    <section className={styles.pin} aria-label={words.enter(face.name)}>
      <h1 dir="auto">{face.name}</h1>
      {trouble ? <Notice>{trouble}</Notice> : <p className={styles.lead}>{words.short}</p>}
      <Digits
        label={words.enter(face.name)}
        value={pin}
        longest={LONGEST}
        secret
        onChange={setPin}
        onDone={() => void submit()}
        done={
          <Button type="submit" tone="primary" big busy={busy || !complete}>
            {busy ? words.busy : words.signIn}
          </Button>
        }
      />
      <Button tone="quiet" onClick={onOther}>
        {words.other}
      </Button>
    </section>
  );
}
