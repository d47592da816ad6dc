import { useState } from "react";
import { useWords } from "../../i18n/catalogue";
import { Badge, Count, type Tone } from "../../ui/Badge";
import { Chip, FilterChip } from "../../ui/Chip";
import { Icon, ICONS } from "../../ui/Icon";
import { Mark, MARK_COLOURS, MARK_SHAPES } from "../../ui/Mark";
import { words as part } from "./words";
import styles from "./Design.module.css";

const TONES: Tone[] = ["calm", "good", "soon", "late", "off"];

export function Marks() {
  const words = useWords(part);
  const [pressed, setPressed] = useState("");
  return (
    <>
      <div className={styles.row}>
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone}>
            {words.badges[tone]}
          </Badge>
        ))}
        <Count>{3}</Count>
      </div>
      <div className={styles.row}>
        <Chip>{words.usual}</Chip>
        <Chip strong>{words.different}</Chip>
        {MARK_SHAPES.map((shape, at) => (
          <Chip key={shape}>
            <Mark
              shape={shape}
              colour={MARK_COLOURS[at] ?? "slate"}
              letter={"ABCDEFG".charAt(at)}
              size={24}
            />
            {words.usual}
          </Chip>
        ))}
      </div>
      <div className={styles.row}>
        {words.filters.map((name, at) => (
          <FilterChip
            key={name}
            count={12 - 5 * at}
            pressed={pressed === String(at)}
            onToggle={(on) => setPressed(on ? String(at) : "")}
          >
            {name}
          </FilterChip>
        ))}
        <FilterChip pressed={false} onToggle={() => undefined} disabled>
          {words.disabled}
        </FilterChip>
      </div>
      <div className={styles.row} role="img" aria-label={words.icons}>
        {ICONS.map((icon) => (
          <Icon key={icon} name={icon} size={24} />
        ))}
      </div>
    </>
  );
}
