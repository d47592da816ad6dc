import { useEffect, useRef, type ReactNode } from "react";
import styles from "./Kiosk.module.css";

interface Props {
  title: string;
  lead?: string | null;
  children: ReactNode;
  /** What leads on, always in sight. */
  foot?: ReactNode;
  /** Put that beside the rest, where the screen is wide. */
  beside?: boolean;
}

/** One step: its question takes the focus, so that it is read out, and is where Tab begins. */
export function Panel({ title, lead, children, foot, beside = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles.panel} data-beside={beside}>
      <div className={styles.scroll}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
      </div>
      {foot && <div className={styles.foot}>{foot}</div>}
    </div>
  );
}
