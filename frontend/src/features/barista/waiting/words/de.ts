/** What a tablet says of its connection, of what waits and of what was refused. */
import { counted } from "../../../../i18n/counting";
import type { Words } from "./en";

const de: Words = {
  states: {
    fine: "Live",
    connecting: "Verbinde",
    offline: "Offline",
    reconnecting: "Verbinde neu",
    signedOut: "Abgemeldet",
    error: "Serverfehler, neuer Versuch",
  },
  actions: (count: number) =>
    counted("de", count, { one: "# Aktion wartet", other: "# Aktionen warten" }),
  lastSync: (age: string) => `Stand vor ${age}`,
  never: "noch kein Stand",
  checked: (age: string) => `geprüft vor ${age}`,
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  lacks: {
    storage: "Dieses Gerät speichert nichts: Was wartet, geht beim Schließen der Seite verloren.",
    tls: "Über einfaches http startet dieses Tablet nicht ohne Netz und hält den Bildschirm nicht an.",
  },
  details: "Was wartet",
  close: "Schließen",
  nothing: "Nichts wartet.",
  dismiss: "Verstanden",
  since: (time: string) => `getippt um ${time}`,
  others: (count: number, who: string) =>
    counted("de", count, {
      one: `# Aktion von ${who} wartet, bis ${who} sich anmeldet`,
      other: `# Aktionen von ${who} warten, bis ${who} sich anmeldet`,
    }),
  refused: (deed: string, why: string) => `${deed}: nicht ausgeführt. ${why}`,
  deeds: {
    start: (of: string) => `${of} beginnen`,
    bump: (of: string) => `${of} fertig`,
    recall: (of: string) => `${of} zurückholen`,
    collect: (of: string) => `${of} abgeholt`,
    uncollected: (of: string) => `${of} nicht abgeholt`,
    void: (of: string) => `${of} stornieren`,
    move: (of: string) => `${of} verschieben`,
    remake: (of: string) => `${of} noch einmal machen`,
    hold: (of: string) => `Nachricht von ${of} zurückhalten`,
    release: (of: string) => `Nachricht von ${of} senden`,
    acknowledge: (of: string) => `Allergie von ${of} gelesen`,
    ask: (of: string) => `Frage zu ${of}`,
    text: (of: string) => `Nachricht an ${of}`,
    "86": (of: string) => `${of} ist aus`,
    un86: (of: string) => `${of} gibt es wieder`,
    walkup: (of: string) => `Bestellung an der Theke ${of}`,
    "station-open": (of: string) => `${of} öffnen`,
    "station-paused": (of: string) => `${of} anhalten`,
    "station-draining": (of: string) => `${of} auslaufen lassen`,
    "station-closed": (of: string) => `${of} schließen`,
  },
};

export default de;
