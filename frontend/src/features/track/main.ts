/** The tracker: one order, as its customer sees it, on a page of its own without a framework. */
import "./track.css";
import { noteServerTime } from "../../api/clock";
import { LiveRoom } from "../../api/live";
import type { QueueMoved, Tracker } from "../../api/views";
import { keepTracker } from "../../api/worker";
import { act } from "./actions";
import { chime, unlock } from "./chime";
import { forget, keep, recall } from "./kept";
import { newlyReady, type Own, reduce, trouble } from "./order";
import { Page } from "./page";
import { choose, mark, tongue } from "./tongue";
import { WORDS } from "./words";

const token = decodeURIComponent(window.location.pathname.split("/")[2] ?? "");
const kept = recall(token);

let shown: Tracker | null = kept?.view ?? null;
let heardAt: number | null = kept?.heardAt ?? null;
let chosen = tongue(shown?.language);

const room = new LiveRoom<Tracker, Tracker, Own>({
  room: `track:${token}`,
  signed: false,
  auth: { track: token },
  reduce,
  also: { queue: (values) => ({ type: "QueueMoved", ...(values as QueueMoved) }) },
});

const page = new Page({
  act: async (action, ticket) => {
    const outcome = await act(token, action, ticket);
    if ("view" in outcome) room.apply({ type: "Answered", view: outcome.view });
    return "view" in outcome ? "" : trouble(outcome.code, WORDS[chosen]);
  },
  speak: (wanted) => {
    chosen = choose(wanted) ?? chosen;
    draw();
  },
  sound: () => void unlock().then(draw),
});

function draw(): void {
  mark(chosen);
  page.show(shown, { ...room.read().link, heardAt }, chosen);
}

function take(): void {
  const { data, link } = room.read();
  if (link.state === "refused") {
    forget(token);
    shown = null;
  } else if (data) {
    if (link.heardAt !== null) heardAt = link.heardAt;
    if (data !== shown) renew(data);
    if (heardAt !== null) keep(token, { view: data, heardAt });
  }
  draw();
}

function renew(data: Tracker): void {
  const ready = newlyReady(shown, data);
  if (!shown) chosen = tongue(data.language);
  noteServerTime(data.at);
  shown = data;
  if (ready.length) {
    chime();
    page.call();
  }
}

document.getElementById("root")?.append(page.root);
// The first touch anywhere unlocks the sound, where the browser asks for one.
document.addEventListener("pointerdown", () => void unlock().then(draw), { once: true });
room.subscribe(take);
draw();
room.open();
setInterval(draw, 1000);
keepTracker();
