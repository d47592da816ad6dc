import { counted } from "../../../i18n/counting";

const en = {
  title: "Display",
  oneMoment: "One moment",
  nowhere: "There is no display at this address",
  ready: "Ready",
  making: "Making",
  next: "Up next",
  more: (number: number) => counted("en", number, { other: "and # more" }),
  missed: "Not collected",
  ask: "Ask at the counter",
  page: (page: number, pages: number) => `${page} of ${pages}`,
  here: "Your number will appear here",
  calm: "Nothing in the making",
  textTo: "Text your order to",
  orderHere: "Order on your phone",
  codeTexts: "A code that opens a text to this number",
  codeOpens: "A code that opens the page for ordering",
  wait: "The wait",
  between: (from: number, to: number) => `${from}–${to} min`,
  about: (minutes: number) => `about ${minutes} min`,
  upTo: (minutes: number) => `up to ${minutes} min`,
  soldOut: "Sold out",
  pausedHere: "Paused",
  lastOrders: (time: string) => `Last orders until ${time}`,
  paused: "Orders are paused. We are back soon.",
  closed: "We are closed. Thank you for coming.",
  shut: "No orders are being taken just now",
  thanks: "With thanks to",
  stale: "No connection: numbers may be out of date",
  age: (age: string) => `as they were ${age} ago`,
  noStation: (name: string, known: string) => `There is no station “${name}” here, but ${known}`,
  sound: "Tap for sound",
  told: (number: string, station: string) => `Number ${number} is ready at ${station}`,
  said: (number: string, station: string, name: string | null) =>
    name ? `${name}, number ${number}, ${station}` : `Number ${number}, ${station}`,
  failed: "This display stopped working",
  restarts: "It starts again by itself as soon as the server answers.",
};

export type Words = typeof en;
export default en;
