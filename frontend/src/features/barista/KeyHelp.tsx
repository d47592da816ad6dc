import { useEffect, useState } from "react";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { useDesk } from "./desk";
import { COMMANDS, rebound, type Command } from "./keys";
import { useText } from "./text";
import styles from "./KeyHelp.module.css";

const SIGNS: Record<string, string> = { arrowleft: "←", arrowright: "→", enter: "Enter" };

/** What each key does; a tap on one asks for another. */
export function KeyHelp() {
  const words = useText().keys;
  const { preferences, close } = useDesk();
  const [asking, setAsking] = useState<Command | null>(null);
  const { map, prefer } = preferences;

  useEffect(() => {
    if (!asking) return;
    const take = (event: KeyboardEvent) => {
      if (["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key !== "Escape") prefer({ keys: rebound(map, asking, event.key) });
      setAsking(null);
    };
    document.addEventListener("keydown", take, { capture: true });
    return () => document.removeEventListener("keydown", take, { capture: true });
  }, [asking, map, prefer]);

  const said = (command: Command) => (asking === command ? words.press : shown(map[command]));
  return (
    <Dialog title={words.title} onClose={close}>
      <p>{words.note}</p>
      <ul className={styles.keys}>
        <li>
          <span>{words.card}</span>
          <kbd>1 – 9</kbd>
        </li>
        {COMMANDS.map((command) => (
          <li key={command}>
            <span>{words.names[command]}</span>
            <Button
              aria-label={`${words.names[command]}: ${said(command)}`}
              onClick={() => setAsking(command)}
            >
              <kbd>{said(command)}</kbd>
            </Button>
          </li>
        ))}
      </ul>
      <Button onClick={() => prefer({ keys: {} })}>{words.usual}</Button>
    </Dialog>
  );
}

function shown(key: string): string {
  return SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
