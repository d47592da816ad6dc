import { itemLabel } from "../../api/menu";
import type { Line, MenuDocument } from "../../api/views";
import { Icon } from "../../ui/Icon";
import { Mark } from "../../ui/Mark";
import { lineParts } from "./lineParts";
import { useText } from "./text";
import styles from "./CardLine.module.css";

interface Props {
  line: Line;
  menu: MenuDocument | null;
  /** Whose ticket it is: a line for somebody else says so. */
  whose: string | null;
}

/** One drink of a ticket: what it is, and all that is wanted of it. */
export function CardLine({ line, menu, whose }: Props) {
  const words = useText().card;
  const { marked, options, extras } = lineParts(menu, line);
  return (
    <li className={styles.line}>
      <p className={styles.drink} dir="auto">
        {line.quantity > 1 && <span className={styles.times}>{line.quantity} ×</span>}
        <span className={styles.item}>{itemLabel(menu, line.item)}</span>
      </p>
      <p className={styles.options}>
        {marked.map(({ word, mark }) => (
          <span key={word} className={styles.marked}>
            <Mark {...mark} size={26} />
            {word}
          </span>
        ))}
        {options.map((option) => (
          <span key={option} className={styles.option}>
            {option}
          </span>
        ))}
        {extras.map((extra) => (
          <span key={extra} className={styles.extra}>
            <Icon name="plus" size={16} />
            {extra}
          </span>
        ))}
      </p>
      {line.notes.length > 0 && (
        <p className={styles.note} dir="auto">
          {line.notes.join(" · ")}
        </p>
      )}
      {line.name && line.name !== whose && (
        <p className={styles.by} dir="auto">
          {words.for(line.name)}
        </p>
      )}
    </li>
  );
}
