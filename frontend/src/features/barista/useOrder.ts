import { useState } from "react";
import type { MenuDocument } from "../../api/document";
import { draftOf, type Draft, type Gone, type Last } from "../../api/composer";

const KEY = "brewline.walkup";

/** The drinks of an order being put together; one of them is at hand. */
export function useOrder(menu: MenuDocument | null, gone: Gone, start: Draft[] = []) {
  const [drafts, setDrafts] = useState<Draft[]>(start);
  const [at, setAt] = useState(Math.max(0, start.length - 1));
  const [last, setLast] = useState<Last>(remembered);

  function add(item: string) {
    if (!menu) return;
    setDrafts([...drafts, draftOf(menu, item, last, gone)]);
    setAt(drafts.length);
  }

  function change(draft: Draft) {
    setDrafts(drafts.map((one, index) => (index === at ? draft : one)));
    const next = { ...last, ...draft.options };
    setLast(next);
    remember(next);
  }

  function more(by: number) {
    const draft = drafts[at];
    if (draft) change({ ...draft, quantity: Math.max(1, draft.quantity + by) });
  }

  function remove() {
    setDrafts(drafts.filter((_, index) => index !== at));
    setAt(Math.max(0, drafts.length - 2));
  }

  return { drafts, at, setAt, add, change, more, remove };
}

function remembered(): Last {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Last;
  } catch {
    return {};
  }
}

function remember(last: Last): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(last));
  } catch {
    // Without storage each page begins anew.
  }
}
