import { useState, type ComponentType } from "react";
import { useWords } from "../../i18n/catalogue";
import { Brand } from "../../ui/Brand";
import { LanguagePicker } from "../../ui/LanguagePicker";
import { Switch } from "../../ui/Switch";
import { ThemePicker } from "../../ui/ThemePicker";
import { useTitle } from "../../ui/useTitle";
import { Buttons } from "./Buttons";
import { Cards } from "./Cards";
import { Colours } from "./Colours";
import { Forms } from "./Forms";
import { Marks } from "./Marks";
import { Messages } from "./Messages";
import { Opening } from "./Opening";
import { States } from "./States";
import { Type } from "./Type";
import { words as part } from "./words";
import type { Words } from "./words/en";
import styles from "./Design.module.css";
import ui from "../../ui/ui.module.css";

const SECTIONS: [keyof Words["sections"], ComponentType][] = [
  ["colour", Colours],
  ["type", Type],
  ["buttons", Buttons],
  ["marks", Marks],
  ["cards", Cards],
  ["forms", Forms],
  ["open", Opening],
  ["messages", Messages],
  ["states", States],
];

/** Every part that screens are made of, in every state. */
export default function Design() {
  const words = useWords(part);
  const [both, setBoth] = useState(false);
  useTitle(words.title);
  return (
    <>
      <header className={`${ui.bar} ${styles.bar}`}>
        <Brand />
        <div className={`${ui.barEnd} ${styles.pickers}`}>
          <LanguagePicker />
          <ThemePicker />
        </div>
      </header>
      <div className={styles.page}>
        <nav aria-label={words.parts} className={styles.contents}>
          {SECTIONS.map(([name]) => (
            <a key={name} href={`#${name}`}>
              {words.sections[name]}
            </a>
          ))}
        </nav>
        <main className={styles.main}>
          <div className={styles.intro}>
            <h1>{words.title}</h1>
            <p>{words.lead}</p>
            <Switch label={words.both} on={both} onChange={setBoth} />
          </div>
          {SECTIONS.map(([name, Shown]) => (
            <section key={name} id={name} aria-labelledby={`${name}-title`}>
              <h2 id={`${name}-title`}>{words.sections[name]}</h2>
              {both ? (
                <div className={styles.panes}>
                  <div className={styles.pane} data-theme="light">
                    <Shown />
                  </div>
                  <div className={styles.pane} data-theme="dark">
                    <Shown />
                  </div>
                </div>
              ) : (
                <div className={styles.parts}>
                  <Shown />
                </div>
              )}
            </section>
          ))}
        </main>
      </div>
    </>
  );
}
