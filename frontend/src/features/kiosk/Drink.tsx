import { useState, type ReactNode } from "react";
import { extrasOf, withExtra, type Choice } from "../../api/composer";
import { extraLabel, groupLabel, itemLabel, noteLabel } from "../../api/menu";
import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { allChoices, chipOf, chipsOf, isPlain, withChip } from "./choices";
import { Chips, ManyChips } from "./Chips";
import { goneOf, inWords, outIn, type Drink as Wanted } from "./drinks";
import { roomIn } from "./order";
import { Panel } from "./Panel";
import { useStand } from "./context";
import { words as part } from "./words";
import styles from "./Drink.module.css";

/** One drink with all that can be chosen of it; what is usual is chosen already. */
export function Drink({ drink }: { drink: Wanted }) {
  const words = useWords(part);
  const { menu, now, order, act, tell } = useStand();
  const change = (next: Wanted) => act({ do: "change", drink: next });
  const out = outIn(menu, drink, now.missing);
  const choices = allChoices(menu, drink.item);
  const plain = choices.filter((choice) => isPlain(menu, choice));
  const further = choices.filter((choice) => !isPlain(menu, choice));
  const allergens = menu.items[drink.item]?.allergens ?? [];
  const full = drink.quantity > roomIn(order, now.cups_an_order);

  function add() {
    tell(words.added(inWords(menu, drink)));
    act({ do: "add", most: now.cups_an_order });
  }

  const some = (choice: Choice) => <Values key={choice.group} choice={choice} drink={drink} />;
  return (
    <Panel
      title={itemLabel(menu, drink.item)}
      lead={allergens.length > 0 ? words.contains(allergens.join(", ")) : null}
      foot={
        <>
          <HowMany drink={drink} onChange={change} />
          <Button tone="accent" disabled={out.length > 0 || full} onClick={add}>
            {order.at === null ? words.add : words.keep}
          </Button>
        </>
      }
    >
      {out.length > 0 && (
        <Notice>
          {words.nowOut(out.join(", "))}. {words.choose}
        </Notice>
      )}
      {full && <Notice>{words.full(now.cups_an_order)}</Notice>}
      {plain.map(some)}
      <Further title={words.furtherChoices}>
        {further.length > 0 && further.map(some)}
        <Extras drink={drink} onChange={change} />
      </Further>
      <Wishes drink={drink} onChange={change} />
    </Panel>
  );
}

interface Props {
  drink: Wanted;
  onChange: (drink: Wanted) => void;
}

function Values({ choice, drink }: { choice: Choice; drink: Wanted }) {
  const words = useWords(part);
  const { menu, now, act } = useStand();
  const gone = goneOf(now.missing, drink.item);
  return (
    <Chips
      label={groupLabel(menu, choice.group)}
      chips={chipsOf(menu, choice, gone, words.asUsual)}
      value={chipOf(menu, choice, drink)}
      onChange={(chip) => act({ do: "change", drink: withChip(menu, choice, drink, chip) })}
    />
  );
}

function Extras({ drink, onChange }: Props) {
  const words = useWords(part);
  const { menu, now } = useStand();
  const gone = goneOf(now.missing, drink.item);
  const chips = extrasOf(menu, drink.item).map((extra) => {
    return { value: extra, name: extraLabel(menu, extra), gone: gone.has(`extra ${extra}`) };
  });
  if (chips.length === 0) return null;
  return (
    <ManyChips
      label={words.extras}
      chips={chips}
      values={drink.extras}
      onToggle={(extra) => onChange(withExtra(drink, extra))}
    />
  );
}

function Wishes({ drink, onChange }: Props) {
  const words = useWords(part);
  const { menu } = useStand();
  const chips = Object.entries(menu.notes ?? {}).map(([note, known]) => {
    return { value: note, name: noteLabel(menu, note), alert: known?.alert };
  });
  if (chips.length === 0) return null;
  const toggle = (note: string) => {
    const has = drink.notes.includes(note);
    const notes = has ? drink.notes.filter((one) => one !== note) : [...drink.notes, note];
    onChange({ ...drink, notes });
  };
  return (
    <Further title={words.wishes} open={drink.notes.length > 0}>
      <ManyChips label={words.wishes} hidden chips={chips} values={drink.notes} onToggle={toggle} />
    </Further>
  );
}

/** What few people look for, behind one tap. */
function Further({ title, open = false, children }: FurtherProps) {
  const [shown, setShown] = useState(open);
  return (
    <section className={styles.further}>
      <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
        {title} <Icon name="down" />
      </Button>
      {shown && <div className={styles.inside}>{children}</div>}
    </section>
  );
}

interface FurtherProps {
  title: string;
  open?: boolean;
  children: ReactNode;
}

function HowMany({ drink, onChange }: Props) {
  const words = useWords(part);
  const { order, now } = useStand();
  const by = (more: number) => onChange({ ...drink, quantity: drink.quantity + more });
  return (
    <div className={styles.howMany} role="group" aria-label={words.howMany}>
      <Button aria-label={words.less} disabled={drink.quantity <= 1} onClick={() => by(-1)}>
        −
      </Button>
      <output>{drink.quantity}</output>
      <Button
        aria-label={words.more}
        disabled={drink.quantity >= roomIn(order, now.cups_an_order)}
        onClick={() => by(1)}
      >
        <Icon name="plus" />
      </Button>
    </div>
  );
}
