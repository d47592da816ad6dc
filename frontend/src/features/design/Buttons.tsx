import { useWords } from "../../i18n/catalogue";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { IconButton } from "../../ui/IconButton";
import { useShared } from "../../ui/shared";
import { words as part } from "./words";
import styles from "./Design.module.css";

const TONES = ["primary", "accent", "good", "danger", "plain", "quiet"] as const;

export function Buttons() {
  const words = useWords(part);
  const shared = useShared();
  return (
    <>
      <div className={styles.row}>
        {TONES.map((tone) => (
          <Button key={tone} tone={tone}>
            {words.tones[tone]}
          </Button>
        ))}
      </div>
      <div className={styles.row}>
        <Button tone="primary" big>
          {words.next}
        </Button>
        <Button tone="good" big>
          <Icon name="check" size={24} /> {words.badges.good}
        </Button>
        <Button tone="primary" big busy>
          {words.busy}
        </Button>
        <Button big disabled>
          {words.disabled}
        </Button>
      </div>
      <div className={styles.row}>
        <IconButton icon="undo" label={shared.undo} tone="plain" />
        <IconButton icon="more" label={shared.more} tone="plain" />
        <IconButton icon="close" label={shared.close} />
        <IconButton icon="sync" label={shared.retry} tone="primary" />
      </div>
    </>
  );
}
