import { counted } from "../../i18n/counting";
import type { Words } from "./en";
import refused from "./refused.de";

const de: Words = {
  language: "Sprache",
  home: "Brewline, Startseite",
  close: "Schließen",
  cancel: "Abbrechen",
  back: "Zurück",
  save: "Speichern",
  retry: "Noch einmal versuchen",
  undo: "Rückgängig",
  more: "Mehr",
  moment: "Einen Moment",
  now: "gerade eben",
  secondsLeft: (seconds) => counted("de", seconds, { one: "# Sekunde", other: "# Sekunden" }),

  link: {
    connecting: "Verbinde",
    live: "Verbunden",
    reconnecting: "Verbinde neu",
    offline: "Offline",
    "signed-out": "Abgemeldet",
    "server-error": "Fehler am Server, neuer Versuch läuft",
    refused: "Nicht erlaubt",
  },
  checked: (age) => `vor ${age} geprüft`,
  old: (age) => `Stand vor ${age}`,
  stale: (age) => `So war es vor ${age}`,

  banner: {
    reconnecting: "Die Verbindung ist weg. Sie wird neu aufgebaut.",
    offline: "Du bist offline. Mach einfach weiter; alles wird später gesendet.",
    "signed-out": "Du bist abgemeldet. Was du getan hast, bleibt auf diesem Gerät.",
    "server-error": "Der Server hat ein Problem. Es wird von selbst neu versucht.",
    refused: "Das darfst du nicht sehen.",
  },
  waiting: (actions) =>
    counted("de", actions, { one: "# Aktion wartet", other: "# Aktionen warten" }),
  lastSync: (age) => `zuletzt abgeglichen vor ${age}`,
  signIn: "Anmelden",

  trouble: {
    offline: "Du bist offline. Nichts wurde geändert; versuch es, wenn du wieder online bist.",
    silent: "Der Server antwortet nicht. Nichts wurde geändert; versuch es noch einmal.",
    server: "Der Server hat ein Problem. Nichts wurde geändert; versuch es gleich noch einmal.",
    "signed-out": "Du bist abgemeldet. Melde dich an, um weiterzumachen.",
    unknown: "Auf dieser Seite ist etwas schiefgegangen.",
  },
  refused,
  failed: "Das lässt sich gerade nicht lesen",

  erase: "Letzte Ziffer löschen",

  theme: {
    title: "Aussehen",
    system: "Wie das Gerät",
    light: "Hell",
    dark: "Dunkel",
  },
  unspoken: "Diese Sprache lässt sich gerade nicht laden.",

  account: {
    of: (name) => `Konto von ${name}`,
    signedInAs: "Angemeldet als",
    changePassword: "Passwort ändern",
    signOut: "Abmelden",
    still: "Du bist noch angemeldet",
  },
  password: {
    present: "Bisheriges Passwort",
    fresh: "Neues Passwort",
    again: "Neues Passwort noch einmal",
    changed: "Dein Passwort ist geändert.",
    missing: "Gib das bisherige und das neue Passwort ein.",
    unequal: "Das neue Passwort ist nicht zweimal gleich getippt.",
    wrong: "Das bisherige Passwort ist falsch.",
  },
  pages: {
    lost: "Diese Seite gibt es nicht",
    mistyped: "Vielleicht ist die Adresse vertippt.",
    toStart: "Zur Startseite",
    silent: "Der Server antwortet nicht",
    offline: "Du bist offline",
    stillIn: "Alle paar Sekunden ein neuer Versuch. Du bist noch angemeldet.",
  },
};

export default de;
