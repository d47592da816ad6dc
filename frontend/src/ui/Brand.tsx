import { Link } from "react-router";
import { useShared } from "./shared";
import styles from "./ui.module.css";

/** The name, leading home. */
export function Brand() {
  return (
    <Link to="/" className={styles.brand} aria-label={useShared().home}>
      <img src="/favicon.svg" alt="" width={32} height={32} />
      <span>Brewline</span>
    </Link>
  );
}
