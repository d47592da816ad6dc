import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const de: Words = {
  title: "Anzeige",
  oneMoment: "Einen Moment",
  nowhere: "Unter dieser Adresse gibt es keine Anzeige",
  ready: "Fertig",
  making: "In Arbeit",
  next: "Als Nächstes",
  more: (number) => counted("de", number, { other: "und # weitere" }),
  missed: "Nicht abgeholt",
  ask: "Frag an der Theke",
  page: (page, pages) => `${page} von ${pages}`,
  here: "Hier erscheint deine Nummer",
  calm: "Gerade nichts in Arbeit",
  textTo: "Bestell per SMS an",
  orderHere: "Bestell mit dem Handy",
  codeTexts: "Ein Code, der eine SMS an diese Nummer öffnet",
  codeOpens: "Ein Code, der die Seite zum Bestellen öffnet",
  wait: "Wartezeit",
  between: (from, to) => `${from}–${to} min`,
  about: (minutes) => `etwa ${minutes} min`,
  upTo: (minutes) => `bis ${minutes} min`,
  soldOut: "Ausverkauft",
  pausedHere: "Pause",
  lastOrders: (time) => `Letzte Bestellungen bis ${time}`,
  paused: "Wir machen kurz Pause. Gleich geht es weiter.",
  closed: "Wir haben geschlossen. Danke, dass du da warst.",
  shut: "Im Moment nehmen wir keine Bestellungen an",
  thanks: "Danke an",
  stale: "Keine Verbindung: Nummern sind vielleicht veraltet",
  age: (age) => `Stand vor ${age}`,
  noStation: (name, known) => `Hier gibt es keine Station „${name}“, aber ${known}`,
  sound: "Für Ton antippen",
  told: (number, station) => `Nummer ${number} ist fertig: ${station}`,
  said: (number, station, name) =>
    name ? `${name}, Nummer ${number}, ${station}` : `Nummer ${number}, ${station}`,
  failed: "Diese Anzeige ist stehen geblieben",
  restarts: "Sie startet von selbst neu, sobald der Server antwortet.",
};

export default de;
