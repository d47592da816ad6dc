/** The buttons: "I have it", "I'm running late", and cancel, which asks once more on the page. */
import type { TrackAction, TrackedTicket, Tracker } from "../../api/views";
import { button, el, write } from "./dom";
import { collectable, may } from "./order";
import type { Words } from "./words";

type Act = (action: TrackAction, ticket?: number) => Promise<string>;

export class Actions {
  readonly root = el("div", { class: "actions" });
  private readonly collects = el("div", { class: "collects" });
  private readonly late = button("", () => void this.press("late"));
  private readonly cancel = button("quiet", () => this.ask(true));
  private readonly question = el("p", { id: "cancel-question" });
  private readonly yes = button("danger", () => void this.press("cancel"));
  private readonly no = button("", () => this.ask(false));
  private readonly asked = el("div", {
    class: "asked",
    role: "group",
    "aria-labelledby": "cancel-question",
  });
  private readonly lateSaid = el("p", { class: "late" });
  private readonly trouble = el("p", { class: "trouble", role: "alert" });
  private asking = false;
  private busy = false;
  private view: Tracker | null = null;
  private collectsDrawn = "";

  constructor(private readonly act: Act) {
    this.asked.append(this.question, el("div", { class: "choice" }, this.yes, this.no));
    this.trouble.hidden = true;
    this.asked.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.ask(false);
    });
    this.root.append(
      this.trouble,
      this.collects,
      this.lateSaid,
      el("div", { class: "more" }, this.late, this.cancel),
      this.asked,
    );
  }

  show(view: Tracker, words: Words): void {
    const canCancel = may(view, "cancel");
    this.view = view;
    this.asking &&= canCancel;
    this.root.hidden = false;
    this.buttons(view, words);
    write(this.late, may(view, "late") ? words.late : "");
    write(this.cancel, canCancel && !this.asking ? words.cancel : "");
    write(this.question, words.cancelAsk(view.number));
    write(this.yes, words.cancelYes);
    write(this.no, words.cancelNo);
    this.asked.hidden = !this.asking;
    const waits = view.tickets.some((one) => one.late && !isOver(one));
    write(this.lateSaid, waits ? words.lateSaid : "");
  }

  /** One button, or one for each station where there are several to collect at. */
  private buttons(view: Tracker, words: Words): void {
    const waiting = may(view, "collect") ? collectable(view) : [];
    const several = waiting.length > 1 || view.tickets.length > 1;
    const drawn = JSON.stringify([waiting.map((one) => one.id), words.collect, several]);
    if (drawn === this.collectsDrawn) return;
    this.collectsDrawn = drawn;
    this.collects.replaceChildren(
      ...waiting.map((ticket) => {
        const made = button("primary big", () => void this.press("collect", ticket.id));
        made.textContent = several ? words.collectAt(ticket.station) : words.collect;
        return made;
      }),
    );
  }

  private ask(asking: boolean): void {
    this.asking = asking;
    this.asked.hidden = !asking;
    this.cancel.hidden = asking;
    (asking ? this.no : this.cancel).focus();
  }

  private async press(action: TrackAction, ticket?: number): Promise<void> {
    if (this.busy || !this.view) return;
    this.busy = true;
    this.root.setAttribute("aria-busy", "true");
    write(this.trouble, "");
    const wrong = await this.act(action, ticket);
    this.busy = false;
    this.root.removeAttribute("aria-busy");
    write(this.trouble, wrong);
    if (action === "cancel" && !this.cancel.hidden) this.cancel.focus();
  }
}

function isOver(ticket: TrackedTicket): boolean {
  return ["collected", "uncollected", "voided"].includes(ticket.state);
}
