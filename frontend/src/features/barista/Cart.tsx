import { groupLabel, itemLabel, optionLabel } from "../../api/menu";
import type { MenuDocument } from "../../api/views";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Mark } from "../../ui/Mark";
import {
  asLine,
  choicesOf,
  chosen,
  extrasOf,
  withExtra,
  type Choice,
  type Draft,
  type Gone,
} from "../../api/composer";
import { lineParts } from "./lineParts";
import { useText } from "./text";
import type { useOrder } from "./useOrder";
import styles from "./WalkUp.module.css";

interface Props {
  order: ReturnType<typeof useOrder>;
  menu: MenuDocument | null;
  gone: Gone;
}

/** What is in the order so far, and all that can be chosen of the drink at hand. */
export function Cart({ order, menu, gone }: Props) {
  const words = useText().walkUp;
  const draft = order.drafts[order.at];
  if (!menu || !draft) return <p className={styles.hint}>{words.pick}</p>;
  return (
    <>
      <ol className={styles.cart}>
        {order.drafts.map((one, index) => (
          <li key={index}>
            <button
              type="button"
              className={styles.drink}
              aria-pressed={index === order.at}
              onClick={() => order.setAt(index)}
            >
              <DraftWords draft={one} menu={menu} />
            </button>
          </li>
        ))}
      </ol>
      <div className={styles.count}>
        <Button aria-label={words.less} onClick={() => order.more(-1)}>
          −
        </Button>
        <output>{draft.quantity}</output>
        <Button aria-label={words.one} onClick={() => order.more(1)}>
          <Icon name="plus" />
        </Button>
        <Button tone="quiet" onClick={order.remove}>
          <Icon name="close" /> {words.remove}
        </Button>
      </div>
      {choicesOf(menu, draft.item, gone).map((choice) => (
        <Values
          key={choice.group}
          choice={choice}
          draft={draft}
          menu={menu}
          onChange={order.change}
        />
      ))}
      <Extras draft={draft} menu={menu} onChange={order.change} />
    </>
  );
}

function DraftWords({ draft, menu }: { draft: Draft; menu: MenuDocument }) {
  const { marked, options, extras } = lineParts(menu, asLine(draft, 0));
  return (
    <>
      <strong>
        {draft.quantity > 1 && `${draft.quantity} × `}
        {itemLabel(menu, draft.item)}
      </strong>
      {marked.map(({ word, mark }) => (
        <span key={word} className={styles.mark}>
          <Mark {...mark} size={18} /> {word}
        </span>
      ))}
      <span>{[...options, ...extras].join(", ")}</span>
    </>
  );
}

interface ValuesProps {
  choice: Choice;
  draft: Draft;
  menu: MenuDocument;
  onChange: (draft: Draft) => void;
}

function Values({ choice, draft, menu, onChange }: ValuesProps) {
  return (
    <fieldset className={styles.group}>
      <legend>{groupLabel(menu, choice.group)}</legend>
      <div className={styles.values}>
        {choice.values.map((value) => {
          const mark = menu.options[choice.group]?.values?.[String(value)]?.mark;
          return (
            <Button
              key={value}
              aria-pressed={draft.options[choice.group] === value}
              onClick={() => onChange(chosen(draft, choice, value))}
            >
              {mark && <Mark {...mark} size={20} />}
              {optionLabel(menu, choice.group, value)}
            </Button>
          );
        })}
      </div>
    </fieldset>
  );
}

function Extras({ draft, menu, onChange }: Omit<ValuesProps, "choice">) {
  const words = useText().walkUp;
  const extras = extrasOf(menu, draft.item);
  if (extras.length === 0) return null;
  return (
    <fieldset className={styles.group}>
      <legend>{words.extras}</legend>
      <div className={styles.values}>
        {extras.map((extra) => (
          <Button
            key={extra}
            aria-pressed={draft.extras.includes(extra)}
            onClick={() => onChange(withExtra(draft, extra))}
          >
            {extra}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
