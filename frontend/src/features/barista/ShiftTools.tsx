import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { LanguagePicker } from "../../ui/LanguagePicker";
import { Switch } from "../../ui/Switch";
import { ThemePicker } from "../../ui/ThemePicker";
import type { Chime } from "./chimes";
import { useDesk } from "./desk";
import type { Likes } from "./likes";
import { play, unlockSound } from "./sounds";
import { useText } from "./text";
import { fillScreen } from "./useShift";
import styles from "./ShiftTools.module.css";

type Flag = "sounds" | "rush" | "left" | "large";
const CHIMES: readonly Chime[] = ["new", "late", "allergy"];

/** How the tablet sounds and looks, for whoever is signed in. */
export function ShiftTools() {
  const words = useText().shift;
  const { shift, close } = useDesk();
  return (
    <Dialog title={words.title} onClose={close}>
      <Toggle flag="sounds" label={words.sounds} />
      <div className={styles.tests} role="group" aria-label={words.test}>
        {CHIMES.map((chime) => (
          <Button
            key={chime}
            onClick={() => {
              unlockSound();
              play(chime);
            }}
          >
            <Icon name="bell" /> {words[chime]}
          </Button>
        ))}
      </div>
      <Toggle flag="rush" label={words.rush} />
      <Toggle flag="large" label={words.large} />
      <Toggle flag="left" label={words.left} />
      <div className={styles.looks}>
        <ThemePicker />
        <LanguagePicker />
      </div>
      <p>{shift.awake ? words.awake : words.asleep}</p>
      {!window.isSecureContext && <p>{words.insecure}</p>}
      <Button onClick={fillScreen}>{words.full}</Button>
    </Dialog>
  );
}

function Toggle({ flag, label }: { flag: Flag; label: string }) {
  const { preferences } = useDesk();
  const on = preferences[flag];
  const change: Partial<Likes> = { [flag]: !on };
  return <Switch label={label} on={on} onChange={() => preferences.prefer(change)} />;
}
