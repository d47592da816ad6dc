import type { Words } from "./en";

const de: Words = {
  title: "Wer arbeitet hier?",
  tablet: (name, event) => `${name}, ${event}`,
  enter: (name) => `PIN von ${name}`,
  signIn: "Anmelden",
  busy: "Anmeldung läuft",
  other: "Jemand anderes",
  password: "Mit Passwort anmelden",
  nobody: "Hier hat noch niemand eine PIN. Melde dich mit Passwort an oder bitte um eine PIN.",
  short: "Eine PIN hat vier bis acht Ziffern.",
  wrong: "Das ist nicht die PIN. Versuch es noch einmal.",
  locked: "Zu viele falsche PINs. Warte etwas oder melde dich mit Passwort an.",
  refused: "Du darfst dich hier nicht anmelden. Frag die Organisation.",
  offline: "Du bist offline. Melde dich an, wenn du zurück bist.",
  server: "Der Server antwortet nicht. Versuch es gleich noch einmal.",
  again: "Noch einmal",
  revoked: "Dieses Tablet wurde gesperrt",
  revokedWhy: "Die Organisation hat es ausgesperrt. Bitte um einen neuen Kopplungscode.",
  pair: "Tablet koppeln",
};
export default de;
