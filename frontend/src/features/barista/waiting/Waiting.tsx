import { useState } from "react";
import type { Link } from "../../../api/live";
import { waiting, type Operation } from "../../../api/outbox";
import { useOutbox } from "../../../api/tabletOutbox";
import { useSession } from "../../../api/useSession";
import { clockTime } from "../../../i18n/counting";
import { useLanguage } from "../../../i18n/language";
import { useWords } from "../../../i18n/catalogue";
import { cx } from "../../../ui/cx";
import { Dialog } from "../../../ui/Dialog";
import { Icon } from "../../../ui/Icon";
import { useNow } from "../../../ui/useNow";
import { connection, lacks, lastSync, told } from "./state";
import { ageIn, deedIn, words } from "./words";
import styles from "./Waiting.module.css";
import chip from "../../../ui/LinkStatus.module.css";

/** How the connection is, how old what is shown is, and how many taps wait: always in one place. */
export function Waiting({ link }: { link: Link }) {
  const say = useWords(words);
  const { state: session, user } = useSession();
  const { operations, answeredAt, inMemory, trouble } = useOutbox();
  const now = useNow(1000, Date.now);
  const [open, setOpen] = useState(false);
  const mine = waiting(operations, user?.id ?? null);
  const state = connection(link.state, session, trouble, navigator.onLine);
  const good = state === "fine" || state === "connecting";
  const count = told(mine, state, now);
  const heard = lastSync(link.heardAt, answeredAt);
  const age = heard === null ? null : ageIn(say, now - heard);
  const sync = age === null ? say.never : say.lastSync(age);
  const lacking = lacks(window.isSecureContext, inMemory);
  const quiet = good && count === 0;
  const standing = [say.states[state], count > 0 && say.actions(count)].filter(Boolean).join(" · ");
  return (
    <>
      <p className="sr-only" role="status">
        {standing}
      </p>
      <button
        type="button"
        className={cx(chip.link, good ? chip.live : chip.bad, good && styles.good, styles.waiting)}
        data-link={link.state}
        data-waiting={mine.length}
        onClick={() => setOpen(true)}
      >
        <Icon name={good ? "wifi" : "off"} size={16} />
        <strong>{standing}</strong>
        <span className={styles.age}>{quiet && age !== null ? say.checked(age) : sync}</span>
      </button>
      {open && (
        <Dialog title={say.details} onClose={() => setOpen(false)}>
          <p>
            {say.states[state]}, {sync}
          </p>
          <Taps taps={mine} />
          <Others operations={operations} me={user?.id ?? null} />
        </Dialog>
      )}
      {lacking && <p className={styles.lacks}>{say.lacks[lacking]}</p>}
    </>
  );
}

/** What this person has tapped and the server has not answered. */
function Taps({ taps }: { taps: Operation[] }) {
  const say = useWords(words);
  const language = useLanguage();
  if (taps.length === 0) return <p>{say.nothing}</p>;
  return (
    <ol className={styles.taps}>
      {taps.map((tap) => (
        <li key={tap.id}>
          <strong dir="auto">{deedIn(say, tap.deed)}</strong>
          <span>{say.since(clockTime(language, tap.at))}</span>
        </li>
      ))}
    </ol>
  );
}

/** Others' taps are sent in their own names: they wait until these sign in here again. */
function Others({ operations, me }: { operations: readonly Operation[]; me: number | null }) {
  const say = useWords(words);
  const people = new Map(operations.map((one) => [one.person, one.who]));
  return [...people].map(([id, who]) => {
    const count = waiting(operations, id).length;
    return id === me || count === 0 ? null : <p key={id}>{say.others(count, who)}</p>;
  });
}
