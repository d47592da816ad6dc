import { useWords } from "../../i18n/catalogue";
import { EmptyState, ErrorState } from "../../ui/Empty";
import { useShared } from "../../ui/shared";
import { Skeleton } from "../../ui/Skeleton";
import { words as part } from "./words";
import styles from "./Design.module.css";

export function States() {
  const words = useWords(part);
  const shared = useShared();
  return (
    <div className={styles.grid}>
      <EmptyState title={words.nothing}>{words.nothingText}</EmptyState>
      <Skeleton blocks={3} height={72} />
      <ErrorState onRetry={() => undefined}>{shared.trouble.server}</ErrorState>
    </div>
  );
}
