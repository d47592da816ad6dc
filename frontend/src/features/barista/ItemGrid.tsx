import { useEffect } from "react";
import { itemLabel } from "../../api/menu";
import type { MenuDocument } from "../../api/views";
import type { Gone } from "../../api/composer";
import { useText } from "./text";
import styles from "./WalkUp.module.css";

interface Props {
  menu: MenuDocument | null;
  gone: Gone;
  onPick: (item: string) => void;
}

const KEYS = "123456789";

/** All there is, one tap each; the first nine have a key. */
export function ItemGrid({ menu, gone, onPick }: Props) {
  const words = useText();
  const items = Object.keys(menu?.items ?? {});
  useEffect(() => {
    const pick = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement;
      const item = items[KEYS.indexOf(event.key)];
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (item === undefined || gone.has(`item ${item}`)) return;
      event.preventDefault();
      onPick(item);
    };
    document.addEventListener("keydown", pick);
    return () => document.removeEventListener("keydown", pick);
  });
  if (!menu) return <p role="status">{words.eightySix.reading}</p>;
  return (
    <ul className={styles.grid} aria-label={words.walkUp.all}>
      {items.map((item, at) => {
        const out = gone.has(`item ${item}`);
        return (
          <li key={item}>
            <button
              type="button"
              className={styles.item}
              disabled={out}
              onClick={() => onPick(item)}
            >
              {at < KEYS.length && <kbd aria-hidden="true">{KEYS[at]}</kbd>}
              <span>{itemLabel(menu, item)}</span>
              {out && <small>{words.walkUp.soldOut}</small>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
