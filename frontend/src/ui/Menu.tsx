import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "./Button";
import styles from "./Menu.module.css";

interface Entry {
  label: string;
  icon?: ReactNode;
  onSelect: () => void;
}

interface Props {
  label: string;
  button: ReactNode;
  entries: Entry[];
  note?: ReactNode;
  className?: string | undefined;
}

/** A button with a short list of further things to do. */
export function Menu({ label, button, entries, note, className }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  function close() {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  }

  function step(by: number) {
    const items = [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items.at((at + by + items.length) % items.length)?.focus();
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
        <List label={label}>
          {note && <div className={styles.note}>{note}</div>}
          {entries.map((entry) => (
            <button
              key={entry.label}
              type="button"
              role="menuitem"
              className={styles.item}
              onClick={() => {
                close();
                entry.onSelect();
              }}
            >
              {entry.icon}
              {entry.label}
            </button>
          ))}
        </List>
      )}
    </div>
  );
}

const GAP = 4;

/** The list, in the top layer so that no lane cuts it off, where there is room for it. */
function List({ label, children }: { label: string; children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = list.current;
    const anchor = shown?.parentElement?.getBoundingClientRect();
    if (!shown || !anchor) return;
    shown.showPopover?.();
    const { width, height } = shown.getBoundingClientRect();
    const below = anchor.bottom + GAP;
    const fits = below + height <= window.innerHeight - GAP;
    shown.style.top = `${Math.max(GAP, fits ? below : anchor.top - GAP - height)}px`;
    shown.style.left = `${Math.max(GAP, anchor.right - width)}px`;
    shown.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, []);
  return (
    <div ref={list} role="menu" popover="manual" aria-label={label} className={styles.list}>
      {children}
    </div>
  );
}
