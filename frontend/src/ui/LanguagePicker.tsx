import { useState } from "react";
import { personal } from "../api/personal";
import { changeLanguage } from "../i18n/catalogue";
import { useLanguage } from "../i18n/language";
import { isLanguage, LANGUAGES } from "../i18n/languages";
import { Icon } from "./Icon";
import { useShared } from "./shared";
import styles from "./LanguagePicker.module.css";

/** Each language by its own name, for the person signed in or else for this device. */
export function LanguagePicker() {
  const words = useShared();
  const spoken = useLanguage();
  const [missing, setMissing] = useState(false);

  function choose(wanted: string) {
    if (!isLanguage(wanted)) return;
    const own = personal.read() !== null;
    changeLanguage(wanted, !own).then(
      () => {
        if (own) personal.prefer({ language: wanted });
        setMissing(false);
      },
      () => setMissing(true),
    );
  }

  return (
    <span className={styles.picker}>
      <label className={styles.select}>
        <Icon name="globe" />
        <select
          aria-label={words.language}
          value={spoken}
          onChange={(event) => choose(event.target.value)}
        >
          {Object.entries(LANGUAGES).map(([tag, name]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
        <Icon name="down" size={16} />
      </label>
      {missing && <span role="alert">{words.unspoken}</span>}
    </span>
  );
}
