/** The page itself: made once, and then only what changed is written. */
import { serverNow } from "../../api/clock";
import type { Link } from "../../api/live";
import type { TrackAction, TrackedTicket, Tracker } from "../../api/views";
import { LANGUAGES, type Language } from "../../i18n/languages";
import { Actions } from "./buttons";
import { unlocked } from "./chime";
import { el, write } from "./dom";
import { age, headline, hint, lineWords, place, readyAt, step, ticketState, title } from "./order";
import { WORDS, type Words } from "./words";

export interface Doing {
  /** Gives what went wrong, in words; nothing where it was done. */
  act: (action: TrackAction, ticket?: number) => Promise<string>;
  speak: (language: string) => void;
  sound: () => void;
}

const STALE_MS = 60_000;

export class Page {
  readonly root = el("div", { class: "track" });
  private readonly event = el("p", { class: "event", dir: "auto" });
  private readonly picker = el("select");
  private readonly label = el("span", { class: "label" });
  private readonly number = el("span", { class: "number" });
  private readonly name = el("p", { class: "name", dir: "auto" });
  private readonly headline = el("h1", { id: "state" });
  private readonly hint = el("p", { class: "hint" });
  private readonly place = el("p", { class: "place" });
  private readonly steps = el("ol", { class: "steps" });
  private readonly tickets = el("div", { class: "tickets" });
  private readonly sound = el("button", { type: "button", class: "sound" });
  private readonly link = el("p", { class: "link" });
  private readonly foot = el("p", { class: "foot" });
  private readonly spoken = el("div", { class: "sr-only", role: "status", "aria-live": "polite" });
  private readonly hero = el("section", { class: "hero", "aria-labelledby": "state" });
  private readonly actions: Actions;
  private ticketsDrawn = "";
  private said = "";
  private calling = false;

  constructor(doing: Doing) {
    this.actions = new Actions(doing.act);
    for (const [code, name] of Object.entries(LANGUAGES))
      this.picker.append(el("option", { value: code, lang: code }, name));
    this.picker.addEventListener("change", () => doing.speak(this.picker.value));
    this.sound.addEventListener("click", doing.sound);
    const big = el("p", { class: "order" }, this.label, this.number);
    this.hero.append(big, this.name, this.headline, this.hint, this.place, this.steps);
    this.root.append(
      el("header", {}, this.event, this.picker, this.link),
      el("main", {}, this.hero, this.actions.root, this.sound, this.tickets),
      el("footer", {}, this.foot),
      this.spoken,
    );
  }

  show(view: Tracker | null, link: Link, language: Language): void {
    const words = WORDS[language];
    this.picker.value = language;
    this.picker.setAttribute("aria-label", words.language);
    this.root.dataset["state"] = view ? headline(view) : "none";
    if (view) this.order(view, words, language);
    else this.nothing(link.state === "refused", words);
    write(this.link, inWords(link, words));
    this.link.dataset["link"] = link.state;
    write(this.foot, view ? words.foot : "");
  }

  /** Show in the tab that it is ready, until it is collected. */
  call(): void {
    this.calling = true;
  }

  private order(view: Tracker, words: Words, language: Language): void {
    const now = title(view, words, language);
    const below = hint(view, words, language, serverNow());
    write(this.event, view.event.name);
    write(this.label, words.order);
    write(this.number, `#${view.number}`);
    write(this.name, view.name ? words.for(view.name) : "");
    write(this.headline, now);
    write(this.hint, below);
    write(this.place, place(view, words));
    this.progress(view, words);
    this.stations(view, words, language);
    this.actions.show(view, words);
    this.chimes(view, words);
    document.title = `${this.calling ? "● " : ""}${now} · #${view.number}`;
    const aloud = `${words.order} ${view.number}: ${now} ${readyAt(view).length ? below : ""}`;
    if (aloud !== this.said) this.spoken.textContent = this.said = aloud;
    this.calling &&= readyAt(view).length > 0;
  }

  private nothing(gone: boolean, words: Words): void {
    for (const part of [this.event, this.label, this.number, this.name, this.place, this.sound])
      write(part, "");
    write(this.headline, gone ? words.gone : words.loading);
    write(this.hint, gone ? words.goneHint : "");
    this.steps.hidden = this.tickets.hidden = this.actions.root.hidden = true;
    document.title = gone ? words.gone : "Brewline";
  }

  private progress(view: Tracker, words: Words): void {
    const reached = step(view);
    this.steps.hidden = reached === 0;
    this.steps.setAttribute("aria-label", words.steps);
    const names = [words.stepOrdered, words.stepMaking, words.stepReady];
    const drawn = names.map((name, index) => mark(name, index + 1, reached, words));
    const text = drawn.map((one) => one.outerHTML).join("");
    if (this.steps.dataset["drawn"] !== text) {
      this.steps.dataset["drawn"] = text;
      this.steps.replaceChildren(...drawn);
    }
  }

  private stations(view: Tracker, words: Words, language: Language): void {
    const drawn = JSON.stringify([view.tickets, language]);
    this.tickets.hidden = false;
    if (drawn === this.ticketsDrawn) return;
    this.ticketsDrawn = drawn;
    this.tickets.replaceChildren(...view.tickets.map((one) => station(one, words, language)));
  }

  private chimes(view: Tracker, words: Words): void {
    const waits = ["booked", "queued", "making", "partly"].includes(headline(view));
    write(this.sound, waits ? (unlocked() ? words.soundOn : words.soundOff) : "");
    this.sound.setAttribute("aria-pressed", String(unlocked()));
  }
}

function mark(name: string, number: number, reached: number, words: Words): HTMLLIElement {
  const state = number < reached ? "done" : number === reached ? "now" : "next";
  const item = el("li", { "data-step": state }, el("span", {}, name));
  if (state === "now") item.setAttribute("aria-current", "step");
  if (state === "done") item.append(el("span", { class: "sr-only" }, ` (${words.stepDone})`));
  return item;
}

function station(ticket: TrackedTicket, words: Words, language: Language): HTMLElement {
  const name = el("h2", { dir: "auto" }, ticket.station);
  const state = el("span", { class: "chip", "data-ticket": ticket.state });
  state.textContent = ticketState(ticket, words);
  const card = el("section", { class: "station" }, el("div", { class: "top" }, name, state));
  if (ticket.directions) {
    card.append(el("p", { class: "way", dir: "auto" }, ticket.directions));
  }
  const lines = ticket.lines.map((line) => el("li", { dir: "auto" }, lineWords(line, language)));
  card.append(el("ul", {}, ...lines));
  return card;
}

/** The connection, and how old what is shown is. */
function inWords(link: Link, words: Words): string {
  const since = link.heardAt === null ? null : Date.now() - link.heardAt;
  const asOf = since === null ? "" : words.asOf(age(since, words));
  switch (link.state) {
    case "live":
      return since !== null && since > STALE_MS ? asOf : `${words.live} · ${asOf}`;
    case "refused":
      return "";
    case "offline":
      return `${words.offline} ${asOf}`;
    case "server-error":
      return `${words.serverError} ${asOf}`;
    case "connecting":
      return `${words.connecting} ${asOf}`;
    default:
      return `${words.reconnecting} ${asOf}`;
  }
}
