import { Link } from "react-router";
import styles from "./ui.module.css";

export function Mark({ size = 32 }: { size?: number }) {
  return <img src="/favicon.svg" alt="" width={size} height={size} />;
}

/** The name, leading home. */
export function Brand() {
  return (
    <Link to="/" className={styles.brand} aria-label="Brewline, start page">
      <Mark />
      <span>Brewline</span>
    </Link>
  );
}
