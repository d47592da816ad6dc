import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "./Button";
import { cx } from "./cx";
import styles from "./ui.module.css";

interface Entry {
  label: string;
  icon?: ReactNode;
  onSelect: () => void;
}

/** A button with a short list of further things to do. */
export function Menu({
  label,
  button,
  entries,
  note,
  up = false,
  className,
}: {
  label: string;
  button: ReactNode;
  entries: Entry[];
  note?: ReactNode;
  up?: boolean;
  className?: string | undefined;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  function step(by: number) {
    const items = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items.at((at + by + items.length) % items.length)?.focus();
  }

  function close() {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  }

  return (
    // The keys are those of the button and the list inside, wherever the focus is among them.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      className={styles.menu}
      onKeyDown={(event) => {
        if (!open) return;
        if (event.key === "Escape") close();
        else if (event.key === "ArrowDown") step(1);
        else if (event.key === "ArrowUp") step(-1);
        else if (event.key === "Tab") setOpen(false);
        else return;
        if (event.key !== "Tab") event.preventDefault();
      }}
    >
      <Button
        tone="quiet"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        className={className}
        onClick={() => setOpen(!open)}
      >
        {button}
      </Button>
      {open && (
        <div
          ref={list}
          role="menu"
          aria-label={label}
          className={cx(styles.menuList, up && styles.menuUp)}
        >
          {note && <div className={styles.menuNote}>{note}</div>}
          {entries.map((entry) => (
            <button
              key={entry.label}
              type="button"
              role="menuitem"
              className={styles.menuItem}
              onClick={() => {
                close();
                entry.onSelect();
              }}
            >
              {entry.icon}
              {entry.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
