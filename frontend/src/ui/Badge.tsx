import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import styles from "./Badge.module.css";

export type Tone = "calm" | "good" | "soon" | "late" | "off";

/** A shape for each, so that colour is never alone. */
const SHAPES: Record<Tone, IconName> = {
  calm: "clock",
  good: "check",
  soon: "alert",
  late: "alert",
  off: "pause",
};

/** How a thing stands: a word, a shape and a colour that say the same. */
export function Badge({
  tone,
  icon,
  children,
}: {
  tone: Tone;
  icon?: IconName;
  children: ReactNode;
}) {
  const shape = icon ?? SHAPES[tone];
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon name={shape} size={16} />
      {/* Late has two of them: seen from further away than the word. */}
      {tone === "late" && !icon && <Icon name={shape} size={16} />}
      {children}
    </span>
  );
}

/** A number on a corner of something. */
export function Count({ children }: { children: number }) {
  return <b className={styles.count}>{children}</b>;
}
