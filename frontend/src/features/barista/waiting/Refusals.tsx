import { refusedOnes, type Refused } from "../../../api/outbox";
import { outbox, useOutbox } from "../../../api/tabletOutbox";
import { useSession } from "../../../api/useSession";
import { useWords } from "../../../i18n/catalogue";
import { Button } from "../../../ui/Button";
import { Icon } from "../../../ui/Icon";
import { useShared } from "../../../ui/shared";
import { refusal } from "../../../ui/troubles";
import type { Words as Shared } from "../../../ui/words/en";
import { deedIn, words } from "./words";
import styles from "./Waiting.module.css";

const MOST = 3;

/** What the server refused of what was tapped, and why; it stays until it has been read. */
export function Refusals() {
  const say = useWords(words);
  const shared = useShared();
  const me = useSession().user?.id ?? null;
  const all = refusedOnes(useOutbox().operations, me);
  return all.slice(0, MOST).map((one) => (
    <div key={one.id} className={styles.refusal} role="alert">
      <Icon name="alert" />
      <span dir="auto">
        {one.refused && say.refused(deedIn(say, one.deed), why(shared, one.refused))}
      </span>
      <Button tone="quiet" onClick={() => void outbox().dismiss(one.id)}>
        {say.dismiss}
      </Button>
    </div>
  ));
}

function why(shared: Shared, { code, detail, details }: Refused): string {
  return refusal(shared, code, detail, details);
}
