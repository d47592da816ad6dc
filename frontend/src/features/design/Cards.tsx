import { useState } from "react";
import { useWords } from "../../i18n/catalogue";
import { Badge, type Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Tabs } from "../../ui/Tabs";
import { words as part } from "./words";
import styles from "./Design.module.css";

const TONES = ["calm", "soon", "late", "good"] as const satisfies Tone[];

export function Cards() {
  const words = useWords(part);
  const [chosen, setChosen] = useState("0");
  return (
    <>
      <div className={styles.grid}>
        {TONES.map((tone) => (
          <Card key={tone} as="article" tone={tone}>
            <div>
              <Badge tone={tone}>{words.badges[tone]}</Badge>
            </div>
            <h3>{words.card}</h3>
            <p>{words.cardText}</p>
            <Button tone="primary" big>
              {words.next}
            </Button>
          </Card>
        ))}
      </div>
      <Tabs
        label={words.sections.cards}
        tabs={words.tabs.map((title, at) => ({ key: String(at), title, count: 12 - 5 * at }))}
        chosen={chosen}
        onChoose={setChosen}
      >
        <p>{words.tabText}</p>
      </Tabs>
    </>
  );
}
