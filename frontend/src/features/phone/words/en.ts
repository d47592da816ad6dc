import { counted } from "../../../i18n/counting";

const en = {
  title: "Phone simulator",
  unreached: "The simulator cannot be reached",
  off: "The simulator is off",
  offNote: "This server sends real texts, so none can be sent here: use a real phone.",
  noNumber: "There is no number to text",
  noNumberNote: "No event has a number yet.",

  phone: (number: string) => `Phone ${number}`,
  texts: "Texts",
  empty: "No texts yet. Say what you would like to drink.",
  waiting: "Waiting for the answer",
  refused: "Texts to this number cannot be shown here.",
  yours: "Your text",
  hint: "Text message",
  send: "Send",
  meter: (segments: number, left: number, encoding: string) =>
    `${counted("en", segments, { one: "# segment", other: "# segments" })} · ${left} left · ${encoding}`,
  meterNote: "How many parts the carrier sends this text in",

  states: {
    sending: "sending",
    queued: "queued",
    accepted: "accepted",
    sent: "sent",
    received: "delivered",
    delivered: "delivered",
    undelivered: "undelivered",
    failed: "failed",
  },
  notSent: (why: string) => `Not sent: ${why}`,
  again: "Send again",

  you: "You are",
  them: "You text",
  another: "Another number",
  add: "Add",
  wrong: "A number is + and 8 to 15 digits.",
  attempt: "Try",
};

export type Words = typeof en;
export default en;
