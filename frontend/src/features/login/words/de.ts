import type { Words } from "./en";

const de: Words = {
  title: "Anmelden",
  lead: "Für alle hinter der Theke.",
  username: "Benutzername",
  password: "Passwort",
  busy: "Wird angemeldet",
  missing: "Gib Benutzername und Passwort ein.",
  wrong: "Benutzername oder Passwort ist falsch.",
  silent: "Der Server antwortet nicht. Versuch es gleich noch einmal.",
  offline: "Du bist offline. Melde dich an, wenn du wieder online bist.",
};

export default de;
