import type { HTMLAttributes } from "react";
import { cx } from "./cx";
import styles from "./Card.module.css";

interface Props extends HTMLAttributes<HTMLElement> {
  as?: "div" | "article" | "section" | "li";
  /** A stripe at its edge; words on the card say the same. */
  tone?: "calm" | "soon" | "late" | "good";
}

/** A thing of its own on the page. No card stands within a card. */
export function Card({ as: Tag = "div", tone, className, ...rest }: Props) {
  return <Tag {...rest} data-tone={tone} className={cx(styles.card, className)} />;
}
