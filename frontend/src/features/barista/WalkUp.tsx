import { useEffect, useMemo, useState } from "react";
import { categoriesOf, changeOrder, placeOrder } from "../../api/counter";
import type { Category, Ticket } from "../../api/views";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { cupsIn, goneHere, toLine, type Draft } from "../../api/composer";
import { Cart } from "./Cart";
import { useDesk } from "./desk";
import { ItemGrid } from "./ItemGrid";
import { useTrouble } from "../../ui/useTrouble";
import { useText } from "./text";
import { useOrder } from "./useOrder";
import { WideDialog } from "./WideDialog";
import { Who } from "./Who";
import styles from "./WalkUp.module.css";

/** An order taken at the counter by tap, or (`ticket`) the drinks of one there is, changed. */
export function WalkUp({ ticket }: { ticket?: Ticket }) {
  const words = useText();
  const inWords = useTrouble();
  const { board, menu, close, tell } = useDesk();
  const gone = useMemo(() => goneHere(board.soldOut.list), [board.soldOut.list]);
  const order = useOrder(menu, gone, ticket?.lines.map(draftOfLine));
  const [name, setName] = useState(ticket?.name ?? "");
  const [category, setCategory] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const categories = useCategories(board.station.event);
  const cups = cupsIn(order.drafts);

  async function place() {
    if (busy || cups === 0) return;
    setBusy(true);
    setTrouble(null);
    const lines = order.drafts.map(toLine);
    const called = name.trim() || null;
    try {
      const placed = ticket
        ? await changeOrder(ticket.order, lines, called)
        : await placeOrder(board.station.event, { name: called, category, lines });
      tell((ticket ? words.did.changed : words.did.placed)(placed.number));
      close();
    } catch (error) {
      setTrouble(inWords(error));
      setBusy(false);
    }
  }

  return (
    <WideDialog
      title={ticket ? words.walkUp.editTitle(ticket.number) : words.walkUp.title}
      onClose={close}
    >
      <form
        className={styles.walkUp}
        onSubmit={(event) => {
          event.preventDefault();
          void place();
        }}
      >
        <ItemGrid menu={menu} gone={gone} onPick={order.add} />
        <div className={styles.order}>
          <div className={styles.wanted}>
            <Cart order={order} menu={menu} gone={gone} />
          </div>
          <div className={styles.foot}>
            {trouble && <Notice>{trouble}</Notice>}
            <Who
              name={name}
              onName={setName}
              categories={ticket ? [] : categories}
              category={category}
              onCategory={setCategory}
            />
            <Button type="submit" tone="accent" big busy={busy} disabled={cups === 0}>
              {ticket ? words.walkUp.change : words.walkUp.place(cups)}
            </Button>
          </div>
        </div>
      </form>
    </WideDialog>
  );
}

function draftOfLine(line: Ticket["lines"][number]): Draft {
  const options: Draft["options"] = {};
  for (const [group, value] of Object.entries(line.options)) {
    const [one] = Array.isArray(value) ? value : [value];
    if (one !== undefined) options[group] = one;
  }
  const extras = line.extras.map((one) => (typeof one === "string" ? one : one.name));
  return { item: line.item, quantity: line.quantity, options, extras };
}

function useCategories(slug: string): Category[] {
  const [categories, setCategories] = useState<Category[]>([]);
  useEffect(() => {
    let gone = false;
    categoriesOf(slug).then(
      (list) => {
        if (!gone) setCategories(list);
      },
      // A walk-up is placed without one as well.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [slug]);
  return categories;
}
