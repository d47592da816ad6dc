import { itemLabel } from "../../api/menu";
import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { detailsOf, inWords, outIn, type Drink } from "./drinks";
import { useStand } from "./context";
import { words as part } from "./words";
import styles from "./Basket.module.css";

/** What is in the order; each line can be changed or taken out, and says what has sold out. */
export function Basket({ empty, short = false }: { empty: string; short?: boolean }) {
  const words = useWords(part);
  const { menu, now, order } = useStand();
  if (order.drinks.length === 0) return <p className={styles.empty}>{empty}</p>;
  const out = order.drinks.some((drink) => outIn(menu, drink, now.missing).length > 0);
  return (
    <section className={styles.basket} data-short={short} aria-label={words.cart}>
      {out && <Notice>{words.resolve}</Notice>}
      <ol className={styles.lines}>
        {order.drinks.map((drink, at) => (
          <Line key={at} drink={drink} at={at} />
        ))}
      </ol>
    </section>
  );
}

function Line({ drink, at }: { drink: Drink; at: number }) {
  const words = useWords(part);
  const { menu, now, act, tell } = useStand();
  const out = outIn(menu, drink, now.missing);
  const what = inWords(menu, drink);
  return (
    <li className={styles.line} data-out={out.length > 0}>
      <p className={styles.what} dir="auto">
        <strong>
          {drink.quantity > 1 && `${drink.quantity} × `}
          {itemLabel(menu, drink.item)}
        </strong>
        <span>{detailsOf(menu, drink).join(", ")}</span>
        {out.length > 0 && (
          <span className={styles.out}>
            <Icon name="alert" size={18} /> {words.soldOut}: {out.join(", ")}
          </span>
        )}
      </p>
      <Button aria-label={words.changeOf(what)} onClick={() => act({ do: "edit", at })}>
        <Icon name="edit" /> {words.change}
      </Button>
      <Button
        tone="quiet"
        aria-label={words.removeOf(what)}
        onClick={() => {
          tell(words.removed(what));
          act({ do: "remove", at });
        }}
      >
        <Icon name="close" size={24} />
      </Button>
    </li>
  );
}
