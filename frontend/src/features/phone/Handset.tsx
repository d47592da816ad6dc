import { useEffect, useLayoutEffect, useRef, type FormEvent } from "react";
import { Icon } from "../../ui/Icon";
import { LinkStatus } from "../../ui/LinkStatus";
import { useNow } from "../../ui/useNow";
import { readable, timeOfDay } from "../../ui/words";
import { Bubbles } from "./Bubbles";
import { segmentsOf } from "./segments";
import { usePhone } from "./usePhone";
import { useText } from "./useText";
import styles from "./Handset.module.css";

interface Props {
  from: string;
  to: string;
  name: string;
  draft: string;
  onDraft: (text: string) => void;
}

const MOST = 1600;

/** The phone itself. */
export function Handset({ from, to, name, draft, onDraft }: Props) {
  const words = useText();
  const { link, loaded, shown, waiting, send, again } = usePhone(from, to);
  const field = useRef<HTMLTextAreaElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const now = useNow(10_000);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (draft) field.current?.focus({ preventScroll: true });
  }, [draft]);
  useLayoutEffect(() => {
    const list = end.current;
    if (list) list.scrollTop = list.scrollHeight;
  }, [shown.length, waiting]);

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!draft.trim()) return;
    send(draft);
    onDraft("");
  }

  const off = link.state === "refused";
  return (
    <section className={styles.handset} aria-label={words.phone(readable(from))}>
      <div className={styles.status} aria-hidden="true">
        <span>{timeOfDay(new Date(now).toISOString())}</span>
        <span className={styles.island} />
        <span className={styles.signal}>
          <i />
          <i />
          <i />
          <i />
          <b />
        </span>
      </div>
      <header className={styles.contact}>
        <span className={styles.avatar} aria-hidden="true">
          <Icon name="cup" size={24} />
        </span>
        <h1>{name}</h1>
        <span className={styles.fine}>{readable(to)}</span>
      </header>
      {/* What scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.thread} ref={end} role="log" aria-label={words.texts} tabIndex={0}>
        {loaded && shown.length === 0 && <p className={styles.empty}>{words.empty}</p>}
        <Bubbles shown={shown} onAgain={again} />
        {waiting && (
          <div className={styles.typing} role="status" aria-label={words.waiting}>
            <i />
            <i />
            <i />
          </div>
        )}
      </div>
      {off && <p className={styles.refused}>{words.refused}</p>}
      <form className={styles.composer} onSubmit={submit}>
        <textarea
          ref={field}
          rows={Math.min(4, 1 + draft.split("\n").length - 1 + Math.floor(draft.length / 34))}
          value={draft}
          maxLength={MOST}
          aria-label={words.yours}
          placeholder={words.hint}
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              submit();
            }
          }}
        />
        <button
          type="submit"
          className={styles.send}
          aria-label={words.send}
          disabled={!draft.trim()}
        >
          <Icon name="send" size={22} />
        </button>
      </form>
      <footer className={styles.meter}>
        <Meter draft={draft} />
        <LinkStatus link={link} />
      </footer>
    </section>
  );
}

function Meter({ draft }: { draft: string }) {
  const words = useText();
  const { encoding, segments, left } = segmentsOf(draft);
  return (
    <span className={styles.fine} title={words.meterNote}>
      {words.meter(segments, left, encoding)}
    </span>
  );
}
