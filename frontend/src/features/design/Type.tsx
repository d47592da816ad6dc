import { useWords } from "../../i18n/catalogue";
import { words as part } from "./words";
import styles from "./Type.module.css";

/** In pixels at the usual setting; each follows the reader's own size. */
const SIZES = [14, 16, 20, 28, 40, 64, 96] as const;
const SPACES = [4, 8, 12, 16, 24, 32, 48, 64] as const;

export function Type() {
  const { sentence } = useWords(part);
  return (
    <>
      <dl className={styles.sizes}>
        {SIZES.map((size) => (
          <div key={size} className={styles.size} data-size={size}>
            <dt>{size}</dt>
            <dd>{size < 64 ? sentence : "0123 4567"}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.spaces}>
        {SPACES.map((space) => (
          <li key={space}>
            <i style={{ inlineSize: space, blockSize: space }} />
            {space}
          </li>
        ))}
      </ul>
    </>
  );
}
