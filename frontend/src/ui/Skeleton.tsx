import { useShared } from "./shared";
import styles from "./ui.module.css";

/** The outline of what is being fetched, one block for each thing that will stand there. */
export function Skeleton({ blocks = 1, height = 96 }: { blocks?: number; height?: number }) {
  const words = useShared();
  return (
    <div className={styles.form} role="status" aria-label={words.moment}>
      {Array.from({ length: blocks }, (_, block) => (
        <div key={block} className={styles.skeleton} style={{ blockSize: height }} />
      ))}
    </div>
  );
}
