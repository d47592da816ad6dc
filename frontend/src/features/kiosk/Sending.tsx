import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { inWords } from "./drinks";
import { Panel } from "./Panel";
import { useStand } from "./context";
import { words as part } from "./words";
import styles from "./Done.module.css";

/** Until the server has said that it has the order, nothing says that it is placed. */
export function Sending({ unsent, onAgain }: { unsent: boolean; onAgain: () => void }) {
  const words = useWords(part);
  const { menu, order } = useStand();
  return (
    <Panel
      title={words.sending}
      lead={words.sendingLead}
      foot={unsent && <Button onClick={onAgain}>{words.again}</Button>}
    >
      <div role="status">
        {unsent && (
          <p className={styles.unsent}>
            <Icon name="off" size={28} /> {words.unsent}
          </p>
        )}
      </div>
      <ul className={styles.sent}>
        {order.drinks.map((drink, at) => (
          <li key={at} dir="auto">
            {inWords(menu, drink)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
