import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const de: Words = {
  title: "Telefon-Simulator",
  unreached: "Der Simulator ist nicht erreichbar",
  off: "Der Simulator ist aus",
  offNote: "Dieser Server verschickt echte Nachrichten, hier geht keine: Nimm ein echtes Telefon.",
  noNumber: "Es gibt keine Nummer zum Anschreiben",
  noNumberNote: "Noch hat keine Veranstaltung eine Nummer.",

  phone: (number) => `Telefon ${number}`,
  texts: "Nachrichten",
  empty: "Noch keine Nachrichten. Schreib, was du trinken möchtest.",
  waiting: "Wartet auf die Antwort",
  refused: "Nachrichten an diese Nummer lassen sich hier nicht zeigen.",
  yours: "Deine Nachricht",
  hint: "Nachricht",
  send: "Senden",
  meter: (segments, left, encoding) =>
    `${counted("de", segments, { one: "# Segment", other: "# Segmente" })} · noch ${left} · ${encoding}`,
  meterNote: "In wie vielen Teilen der Anbieter diese Nachricht sendet",

  states: {
    sending: "wird gesendet",
    queued: "in der Warteschlange",
    accepted: "angenommen",
    sent: "gesendet",
    received: "zugestellt",
    delivered: "zugestellt",
    undelivered: "nicht zugestellt",
    failed: "fehlgeschlagen",
  },
  notSent: (why) => `Nicht gesendet: ${why}`,
  again: "Noch einmal senden",

  you: "Du bist",
  them: "Du schreibst an",
  another: "Eine andere Nummer",
  add: "Hinzufügen",
  wrong: "Eine Nummer ist + und 8 bis 15 Ziffern.",
  attempt: "Probier",
};

export default de;
