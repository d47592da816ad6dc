import { useState } from "react";
import { soldOut } from "../../api/deeds";
import { groupLabel, itemLabel, valueLabel } from "../../api/menu";
import { outbox } from "../../api/tabletOutbox";
import type { MenuDocument, SoldOut } from "../../api/views";
import { cx } from "../../ui/cx";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { timeOfDay } from "../../ui/words";
import type { Board } from "./board";
import styles from "./EightySix.module.css";
import ui from "../../ui/ui.module.css";

interface Props {
  board: Board;
  menu: MenuDocument | null;
  onClose: () => void;
}

interface Thing {
  kind: SoldOut["kind"];
  /** As the server names it. */
  name: string;
  label: string;
}

/** What has run out, everywhere at once. */
export function EightySix({ board, menu, onClose }: Props) {
  const [find, setFind] = useState("");
  const gone = new Map(
    board.soldOut.list
      .filter((entry) => entry.station === null || entry.station === board.station.id)
      .map((entry) => [`${entry.kind} ${entry.name}`, entry]),
  );

  function toggle(thing: Thing) {
    const there = gone.has(`${thing.kind} ${thing.name}`);
    outbox().put(soldOut(board.station.event, thing, !there));
  }

  const wanted = find.trim().toLowerCase();
  const sections = menu ? sectionsOf(menu) : [];
  return (
    <Dialog title="86: what has run out" onClose={onClose}>
      <p>A tap takes it off the menu on every door at once; another tap brings it back.</p>
      <input
        className={ui.input}
        type="search"
        aria-label="Find"
        placeholder="Find"
        value={find}
        onChange={(event) => setFind(event.target.value)}
      />
      {!menu && <p role="status">Reading the menu</p>}
      {sections.map(([title, things]) => {
        const shown = things.filter((thing) => thing.label.toLowerCase().includes(wanted));
        if (shown.length === 0) return null;
        return (
          <section key={title}>
            <h3 className={styles.groupTitle}>{title}</h3>
            <ul className={styles.things}>
              {shown.map((thing) => {
                const key = `${thing.kind} ${thing.name}`;
                const entry = gone.get(key);
                return (
                  <li key={key}>
                    <button
                      type="button"
                      className={cx(styles.thing, entry && styles.gone)}
                      aria-pressed={entry !== undefined}
                      onClick={() => toggle(thing)}
                    >
                      {entry && <Icon name="close" size={18} />}
                      <span>
                        {thing.label}
                        {entry && <small>{byWhom(entry)}</small>}
                      </span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </Dialog>
  );
}

function byWhom(entry: SoldOut): string {
  const until = entry.until ? `until ${timeOfDay(entry.until)}` : `since ${timeOfDay(entry.at)}`;
  return `out, ${entry.by}, ${until}`;
}

function sectionsOf(menu: MenuDocument): [string, Thing[]][] {
  const items = Object.keys(menu.items).map((name): Thing => {
    return { kind: "item", name, label: itemLabel(menu, name) };
  });
  items.sort((a, b) => a.label.localeCompare(b.label));
  const groups = Object.entries(menu.options).map(([group, known]): [string, Thing[]] => [
    groupLabel(menu, group),
    Object.keys(known?.values ?? {}).map((value) => {
      return { kind: "option", name: `${group}:${value}`, label: valueLabel(menu, group, value) };
    }),
  ]);
  const ingredients = Object.keys(menu.ingredients ?? {}).map((name): Thing => {
    return { kind: "ingredient", name, label: name };
  });
  return [["Menu", items], ...groups, ["Ingredients", ingredients]];
}
