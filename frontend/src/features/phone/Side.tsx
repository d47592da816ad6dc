import { useEffect, useState, type FormEvent } from "react";
import { json } from "../../api/http";
import type { MenuDocument, PhoneState } from "../../api/views";
import { Button } from "../../ui/Button";
import { cx } from "../../ui/cx";
import { Icon } from "../../ui/Icon";
import { readable } from "../../ui/words";
import { ADDRESS, nextNumber, type Numbers } from "./numbers";
import { suggestions } from "./suggestions";
import { useText } from "./useText";
import styles from "./Side.module.css";
import ui from "../../ui/ui.module.css";

interface Props {
  numbers: Numbers;
  onNumbers: (numbers: Numbers) => void;
  events: PhoneState["events"];
  to: string;
  onTo: (number: string) => void;
  onSuggest: (text: string) => void;
}

/** Beside the phone: whose phone it is, whom it texts, and what to try. */
export function Side({ numbers, onNumbers, events, to, onTo, onSuggest }: Props) {
  const words = useText();
  return (
    <aside className={styles.side}>
      <section>
        <h2>{words.you}</h2>
        <ul className={styles.choices}>
          {numbers.list.map((number) => (
            <li key={number}>
              <Choice
                chosen={number === numbers.current}
                onChoose={() => onNumbers({ ...numbers, current: number })}
              >
                {readable(number)}
              </Choice>
            </li>
          ))}
        </ul>
        <AddNumber numbers={numbers} onNumbers={onNumbers} />
      </section>
      {events.length > 1 && (
        <section>
          <h2>{words.them}</h2>
          <ul className={styles.choices}>
            {events.map((event) => (
              <li key={event.slug}>
                <Choice chosen={event.number === to} onChoose={() => onTo(event.number)}>
                  {event.name} · {readable(event.number)}
                </Choice>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Suggestions slug={events.find((event) => event.number === to)?.slug} onSuggest={onSuggest} />
    </aside>
  );
}

function Choice(props: { chosen: boolean; onChoose: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      className={cx(styles.choice, props.chosen && styles.chosen)}
      aria-pressed={props.chosen}
      onClick={props.onChoose}
    >
      <Icon name={props.chosen ? "check" : "phone"} />
      {props.children}
    </button>
  );
}

function AddNumber({ numbers, onNumbers }: Pick<Props, "numbers" | "onNumbers">) {
  const words = useText();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  function add(event: FormEvent) {
    event.preventDefault();
    const number = typed.replace(/[\s()-]/g, "") || nextNumber(numbers.list);
    if (!ADDRESS.test(number)) return setWrong(true);
    setWrong(false);
    setTyped("");
    onNumbers({ list: [...new Set([...numbers.list, number])], current: number });
  }
  return (
    <form className={styles.add} onSubmit={add}>
      <input
        className={ui.input}
        value={typed}
        inputMode="tel"
        aria-label={words.another}
        aria-invalid={wrong}
        placeholder={readable(nextNumber(numbers.list))}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit">
        <Icon name="plus" /> {words.add}
      </Button>
      {wrong && (
        <p role="alert" className={styles.wrong}>
          {words.wrong}
        </p>
      )}
    </form>
  );
}

function Suggestions({
  slug,
  onSuggest,
}: {
  slug: string | undefined;
  onSuggest: (text: string) => void;
}) {
  const words = useText();
  const [menu, setMenu] = useState<MenuDocument | null>(null);
  useEffect(() => {
    if (!slug) return;
    json<MenuDocument>(`/api/events/${slug}/menu`).then(setMenu, () => setMenu(null));
  }, [slug]);
  return (
    <section>
      <h2>{words.attempt}</h2>
      <ul className={styles.tries}>
        {suggestions(menu).map((text) => (
          <li key={text}>
            <Button onClick={() => onSuggest(text)}>{text}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
