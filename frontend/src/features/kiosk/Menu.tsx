import { cupsIn } from "../../api/composer";
import { familyLabel, itemLabel } from "../../api/menu";
import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { Basket } from "./Basket";
import { drinkOf, outIn, sectionsOf } from "./drinks";
import { Panel } from "./Panel";
import { useStand } from "./context";
import { words as part } from "./words";
import styles from "./Menu.module.css";

/** All there is, one tap each, and what is in the order so far. */
export function Menu() {
  const words = useWords(part);
  const { menu, now, order, act } = useStand();
  const cups = cupsIn(order.drinks);
  const out = order.drinks.some((drink) => outIn(menu, drink, now.missing).length > 0);
  return (
    <Panel
      title={words.menu}
      beside
      foot={
        <>
          <Basket empty={words.none} short />
          <Button
            tone="accent"
            disabled={cups === 0 || out}
            onClick={() => act({ do: "continue" })}
          >
            {cups === 0 ? words.goOn : words.goOnWith(cups)}
          </Button>
        </>
      }
    >
      {sectionsOf(menu).map(([family, items]) => (
        <section key={family} className={styles.section}>
          <h2>{family === "" ? words.others : familyLabel(menu, family)}</h2>
          <ul className={styles.grid}>
            {items.map((item) => (
              <li key={item}>
                <Item item={item} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}

function Item({ item }: { item: string }) {
  const words = useWords(part);
  const { menu, now, act } = useStand();
  const out = now.missing.items.includes(item);
  return (
    <button
      type="button"
      className={styles.item}
      disabled={out}
      onClick={() => act({ do: "pick", drink: drinkOf(menu, item, now.missing) })}
    >
      <span dir="auto">{itemLabel(menu, item)}</span>
      {out && <small>{words.soldOut}</small>}
    </button>
  );
}
