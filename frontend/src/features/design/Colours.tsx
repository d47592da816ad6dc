import { useWords } from "../../i18n/catalogue";
import { words as part } from "./words";
import styles from "./Colours.module.css";

const COLOURS = ["paper", "surface", "sunken", "raised", "ink", "accent", "good", "late"] as const;

export function Colours() {
  const { colours, sentence } = useWords(part);
  return (
    <ul className={styles.swatches}>
      {COLOURS.map((name) => (
        <li key={name} className={styles.swatch} data-colour={name}>
          <strong>{colours[name]}</strong>
          <span>{sentence}</span>
        </li>
      ))}
    </ul>
  );
}
