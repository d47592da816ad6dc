import { useDeferredValue, useMemo } from "react";
import { itemLabel } from "../../api/menu";
import { Icon } from "../../ui/Icon";
import { Mark } from "../../ui/Mark";
import { lanesOf } from "./board";
import { useDesk } from "./desk";
import { allDay, type Filter, type Sum } from "./production";
import { useText } from "./text";
import { tallyWords } from "./tallyWords";
import styles from "./Strip.module.css";

interface Props {
  filter: Filter | null;
  onFilter: (filter: Filter | null) => void;
}

/** All that waits or is being made, counted; a tap shows only that. */
export function Strip({ filter, onFilter }: Props) {
  const words = useText().strip;
  const { board: now, menu } = useDesk();
  // A tap moves its card first; what there is in all is counted right after it.
  const board = useDeferredValue(now);
  const counts = useMemo(() => {
    const { queued, started } = lanesOf(board);
    return allDay(menu, [...queued, ...started]);
  }, [board, menu]);
  const toggle = (kind: "item" | "ingredient", name: string) => {
    const on = filter?.kind === kind && filter.name === name;
    onFilter(on ? null : { kind, name });
  };
  const is = (kind: Filter["kind"], name: string) => filter?.kind === kind && filter.name === name;
  return (
    <nav className={styles.strip} aria-label={words.label}>
      <strong className={styles.all}>
        {counts.cups === 0 ? words.nothing : words.cups(counts.cups)}
      </strong>
      {filter && (
        <button type="button" className={styles.clear} onClick={() => onFilter(null)}>
          <Icon name="close" size={18} />
          {words.clear}
        </button>
      )}
      <ul className={styles.chips}>
        {counts.drinks.map(({ item, cups }) => (
          <li key={item}>
            <button
              type="button"
              className={styles.chip}
              aria-pressed={is("item", item)}
              onClick={() => toggle("item", item)}
            >
              <b>{cups}</b>
              <span>{itemLabel(menu, item)}</span>
            </button>
          </li>
        ))}
        {counts.sums.map((sum) => (
          <li key={sum.ingredient} className={styles.sum}>
            <button
              type="button"
              className={styles.chip}
              aria-pressed={is("ingredient", sum.ingredient)}
              onClick={() => toggle("ingredient", sum.ingredient)}
            >
              <SumWords sum={sum} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SumWords({ sum }: { sum: Sum }) {
  const { menu } = useDesk();
  return (
    <>
      {sum.mark && <Mark {...sum.mark} size={22} />}
      <b>{tallyWords(menu, sum)}</b>
      <span>{sum.ingredient}</span>
    </>
  );
}
