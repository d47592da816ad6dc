import { useState } from "react";
import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Entry } from "./Entry";
import { Keys, type Key } from "./Keys";
import { Panel } from "./Panel";
import { cleaned, countryOf, numberOf } from "./numbers";
import { useStand } from "./context";
import { words as part } from "./words";

const DIGITS = ["123", "456", "789"];

/** Where to send the ready text, for whoever wants one. */
export function Phone() {
  const words = useWords(part);
  const { hall, order, act } = useStand();
  const country = countryOf(hall.event.number);
  const [phone, setPhone] = useState(order.phone);
  const [wrong, setWrong] = useState(false);

  function change(next: string) {
    setPhone(cleaned(next));
    setWrong(false);
  }

  function done() {
    const number = numberOf(phone, country);
    if (number === null) setWrong(true);
    else act({ do: "phone", text: number });
  }

  const key = (face: string): Key => ({ face, onPress: () => change(phone + face) });
  const erase: Key = {
    face: <Icon name="erase" size={28} />,
    name: words.eraseDigit,
    onPress: () => change(phone.slice(0, -1)),
  };
  const rows = [...DIGITS.map((row) => [...row].map(key)), [key("+"), key("0"), erase]];
  return (
    <Panel
      title={words.phone}
      lead={words.phoneLead}
      foot={
        <>
          <Button onClick={() => act({ do: "phone", text: "" })}>{words.withoutPhone}</Button>
          <Button type="submit" form="kiosk-entry" tone="accent">
            {words.save}
          </Button>
        </>
      }
    >
      <Entry
        label={words.phoneLabel}
        hint={country === "" ? words.phoneHintCode : words.phoneHint(country)}
        value={phone}
        wrong={wrong ? words.phoneWrong : null}
        type="tel"
        inputMode="none"
        onType={change}
        onDone={done}
      />
      <Keys label={words.keys} rows={rows} digits />
    </Panel>
  );
}
