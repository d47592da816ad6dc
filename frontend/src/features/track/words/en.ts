import { counted } from "../../../i18n/counting";

const en = {
  order: "Order",
  for: (name: string) => `for ${name}`,
  language: "Language",

  booked: (time: string) => `Booked for ${time}`,
  queued: "In the queue",
  making: "Being made",
  partly: "Part of it is ready",
  ready: "Ready!",
  collected: "Collected",
  missed: "Still at the counter",
  cancelled: "Cancelled",

  promise: (from: string, to: string) => `Ready about ${from}–${to}`,
  overdue: "Taking longer than we said, sorry. It is still on its way.",
  bookedHint: "We start it in time; this page tells you.",
  readyAt: (stations: string) => `Collect it at ${stations}.`,
  collectedHint: "Enjoy! Thanks for stopping by.",
  missedHint: "It waited a while. Please ask at the counter.",
  cancelledHint: "Nothing is being made. Text us to order again.",
  ahead: (drinks: number) =>
    drinks === 0
      ? "You are next."
      : counted("en", drinks, { one: "# drink before yours", other: "# drinks before yours" }),

  steps: "Progress",
  stepOrdered: "Ordered",
  stepMaking: "Being made",
  stepReady: "Ready",
  stepDone: "done",
  stepNow: "now",

  where: "Where",
  stateQueued: "in the queue",
  stateMaking: "being made",
  stateReady: "ready",
  stateCollected: "collected",
  stateMissed: "ask at the counter",
  stateCancelled: "cancelled",
  stateBooked: "booked",

  collect: "I have it",
  collectAt: (station: string) => `I have it (${station})`,
  late: "I'm running late",
  lateSaid: "The station knows that you run late and keeps it for you a while longer.",
  cancel: "Cancel order",
  cancelAsk: (number: string) => `Cancel order #${number}?`,
  cancelYes: "Yes, cancel it",
  cancelNo: "Keep it",

  soundOff: "Tap to hear a chime when it's ready",
  soundOn: "You'll hear a chime when it's ready",

  live: "Up to date",
  connecting: "Connecting …",
  reconnecting: "No connection to us just now, trying again …",
  offline: "You're offline.",
  serverError: "Our server has a problem, trying again …",
  asOf: (age: string) => `Last update ${age}.`,
  justNow: "just now",
  secondsAgo: (n: number) => `${n} s ago`,
  minutesAgo: (n: number) => `${n} min ago`,
  hoursAgo: (n: number) => `${n} h ago`,

  unreached: "That didn't reach us, so nothing was changed. Please try again.",
  tooMany: "That was too often. Please wait a moment and try again.",
  tooLate:
    "It's being made already, so it can't be cancelled here. The station knows that you wanted to.",
  nothingToCollect: "There is nothing to collect just now.",
  notLate: "The station knows already.",
  refused: "That can't be done any more.",

  gone: "There's no order here",
  goneHint: "The address may be mistyped, or the order is over. Text STATUS to see your orders.",
  loading: "Looking for your order …",
  foot: "This page updates itself, and ends a day after your order.",
};

export type Words = typeof en;
export default en;
