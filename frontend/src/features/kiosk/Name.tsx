import { useRef, useState } from "react";
import { useWords } from "../../i18n/catalogue";
import { useLanguage } from "../../i18n/language";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Entry } from "./Entry";
import { erased, ROWS, shortened, shown, typed } from "./keyboard";
import { Keys, type Key } from "./Keys";
import { Panel } from "./Panel";
import { useStand } from "./context";
import { words as part } from "./words";

/** Whose order it is, by the page's own keys or any other keyboard. */
export function Name() {
  const words = useWords(part);
  const language = useLanguage();
  const { order, now, act } = useStand();
  const [name, setName] = useState(order.name);
  const [missing, setMissing] = useState(false);
  /** The device's own keyboard, for letters that ours has not. */
  const [others, setOthers] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  function change(next: string) {
    setName(next);
    setMissing(false);
  }

  function done() {
    if (now.name_required && name.trim() === "") setMissing(true);
    else act({ do: "name", text: name });
  }

  const letters = ROWS[language].map((row) =>
    [...row].map((key): Key => {
      return { face: shown(key, name), onPress: () => change(typed(name, key)) };
    }),
  );
  const last: Key[] = [
    {
      face: words.otherKeys,
      wide: true,
      onPress: () => {
        setOthers(true);
        input.current?.focus();
      },
    },
    { face: words.space, wide: true, onPress: () => change(shortened(`${name} `)) },
    {
      face: <Icon name="erase" size={28} />,
      name: words.erase,
      wide: true,
      onPress: () => change(erased(name)),
    },
  ];
  return (
    <Panel
      title={words.name}
      lead={words.nameLead}
      foot={
        <Button type="submit" form="kiosk-entry" tone="accent">
          {words.goOn}
        </Button>
      }
    >
      <Entry
        label={words.nameLabel}
        value={name}
        wrong={missing ? words.nameMissing : null}
        inputRef={input}
        inputMode={others ? "text" : "none"}
        autoCapitalize="words"
        onType={(text) => change(shortened(text))}
        onDone={done}
      />
      <Keys label={words.keys} rows={[...letters, last]} />
    </Panel>
  );
}
