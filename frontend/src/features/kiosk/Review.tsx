import { newKey } from "../../api/keys";
import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { readable } from "../../ui/words";
import { Basket } from "./Basket";
import { outIn } from "./drinks";
import { Panel } from "./Panel";
import { isTaking, useStand } from "./context";
import { words as part } from "./words";
import styles from "./Basket.module.css";

/** All of the order on one screen, before it is placed. */
export function Review() {
  const words = useWords(part);
  const { menu, now, standing, order, act } = useStand();
  const out = order.drinks.some((drink) => outIn(menu, drink, now.missing).length > 0);
  const unnamed = now.name_required && order.name === "";
  return (
    <Panel
      title={words.review}
      foot={
        <Button
          tone="accent"
          disabled={out || unnamed || !isTaking(standing)}
          onClick={() => act({ do: "send", key: newKey() })}
        >
          {words.order}
        </Button>
      }
    >
      {order.refused && <Notice>{words.refused[order.refused]}</Notice>}
      <Basket empty={words.none} />
      <dl className={styles.facts}>
        <div className={styles.line}>
          <dt>{words.for}</dt>
          <dd dir="auto">{order.name || words.noName}</dd>
          <dd>
            <Change
              what={order.name ? words.for : null}
              otherwise={words.addName}
              onClick={() => act({ do: "go", to: "name" })}
            />
          </dd>
        </div>
        <div className={styles.line}>
          <dt>{words.phoneLabel}</dt>
          <dd>{order.phone ? <bdi>{readable(order.phone)}</bdi> : words.noPhone}</dd>
          <dd>
            <Change
              what={order.phone ? words.phoneLabel : null}
              otherwise={words.phone}
              onClick={() => act({ do: "go", to: "phone" })}
            />
          </dd>
        </div>
      </dl>
    </Panel>
  );
}

interface ChangeProps {
  /** What is there to be changed; null where nothing is. */
  what: string | null;
  otherwise: string;
  onClick: () => void;
}

function Change({ what, otherwise, onClick }: ChangeProps) {
  const words = useWords(part);
  return (
    <Button aria-label={what === null ? undefined : words.changeOf(what)} onClick={onClick}>
      <Icon name={what === null ? "plus" : "edit"} /> {what === null ? otherwise : words.change}
    </Button>
  );
}
