import { reprint } from "../../api/counter";
import type { Ticket } from "../../api/views";
import { useTrouble } from "../../ui/useTrouble";
import { ASKED, canText, restOf } from "./cardActions";
import type { Hand } from "./desk";
import { useText } from "./text";

export interface Entry {
  label: string;
  onSelect: () => void;
}

/** What "…" of a card offers. */
export function useEntries(ticket: Ticket, hand: Hand): Entry[] {
  const words = useText();
  const inWords = useTrouble();
  const { act, open, tell, mayEdit, prints } = hand;

  async function print() {
    try {
      await reprint(ticket.id);
      tell(words.did.printed(ticket.number));
    } catch (error) {
      tell(words.did.failed(ticket.number, inWords(error)), true);
    }
  }

  const entries = restOf(ticket).map((action): Entry => {
    const asked = ASKED[action];
    const onSelect = () => (asked ? open({ ticket, what: asked }) : act(ticket, action));
    return { label: words.actions[action], onSelect };
  });
  const untouched = ticket.state === "queued" || ticket.state === "scheduled";
  if (untouched && mayEdit) {
    entries.push({ label: words.actions.edit, onSelect: () => open({ ticket, what: "edit" }) });
  }
  if (canText(ticket)) {
    entries.push({ label: words.actions.text, onSelect: () => open({ ticket, what: "texts" }) });
  }
  if (ticket.words) {
    entries.push({ label: words.actions.words, onSelect: () => open({ ticket, what: "words" }) });
  }
  if (prints && ticket.state !== "scheduled") {
    entries.push({ label: words.actions.label, onSelect: () => void print() });
  }
  return entries;
}
