import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const de: Words = {
  order: "Bestellung",
  for: (name) => `für ${name}`,
  language: "Sprache",

  booked: (time) => `Vorgemerkt für ${time}`,
  queued: "In der Warteschlange",
  making: "Wird gemacht",
  partly: "Ein Teil ist fertig",
  ready: "Fertig!",
  collected: "Abgeholt",
  missed: "Steht noch an der Theke",
  cancelled: "Storniert",

  promise: (from, to) => `Fertig etwa ${from}–${to}`,
  overdue: "Dauert länger als gesagt, entschuldige. Es kommt noch.",
  bookedHint: "Wir fangen rechtzeitig an; diese Seite sagt dir Bescheid.",
  readyAt: (stations) => `Abholen bei ${stations}.`,
  collectedHint: "Lass es dir schmecken! Schön, dass du da warst.",
  missedHint: "Es stand eine Weile. Bitte frag an der Theke.",
  cancelledHint: "Es wird nichts gemacht. Schreib uns, um neu zu bestellen.",
  ahead: (drinks) =>
    drinks === 0
      ? "Du bist als Nächstes dran."
      : counted("de", drinks, { one: "# Getränk vor deinem", other: "# Getränke vor deinem" }),

  steps: "Fortschritt",
  stepOrdered: "Bestellt",
  stepMaking: "In Arbeit",
  stepReady: "Fertig",
  stepDone: "erledigt",
  stepNow: "jetzt",

  where: "Wo",
  stateQueued: "wartet",
  stateMaking: "in Arbeit",
  stateReady: "fertig",
  stateCollected: "abgeholt",
  stateMissed: "an der Theke fragen",
  stateCancelled: "storniert",
  stateBooked: "vorgemerkt",

  collect: "Ich hab's",
  collectAt: (station) => `Ich hab's (${station})`,
  late: "Ich komme später",
  lateSaid: "Die Station weiß, dass du später kommst, und hebt es dir etwas länger auf.",
  cancel: "Stornieren",
  cancelAsk: (number) => `Bestellung #${number} stornieren?`,
  cancelYes: "Ja, stornieren",
  cancelNo: "Behalten",

  soundOff: "Tippe hier, damit ein Ton kommt, wenn es fertig ist",
  soundOn: "Du hörst einen Ton, wenn es fertig ist",

  live: "Aktuell",
  connecting: "Verbinde …",
  reconnecting: "Gerade keine Verbindung zu uns, neuer Versuch …",
  offline: "Du bist offline.",
  serverError: "Unser Server hat ein Problem, neuer Versuch …",
  asOf: (age) => `Letzter Stand ${age}.`,
  justNow: "gerade eben",
  secondsAgo: (n) => `vor ${n} s`,
  minutesAgo: (n) => `vor ${n} min`,
  hoursAgo: (n) => `vor ${n} h`,

  unreached: "Das kam nicht bei uns an, also hat sich nichts geändert. Bitte noch einmal.",
  tooMany: "Das war zu oft. Bitte warte kurz und versuch es noch einmal.",
  tooLate:
    "Es wird schon gemacht und lässt sich hier nicht stornieren. Die Station kennt deinen Wunsch.",
  nothingToCollect: "Gerade gibt es nichts abzuholen.",
  notLate: "Die Station weiß es schon.",
  refused: "Das geht nicht mehr.",

  gone: "Hier ist keine Bestellung",
  goneHint: "Die Adresse stimmt nicht ganz, oder die Bestellung ist vorbei. STATUS zeigt dir alle.",
  loading: "Suche deine Bestellung …",
  foot: "Diese Seite hält sich selbst aktuell und endet einen Tag nach deiner Bestellung.",
};

export default de;
