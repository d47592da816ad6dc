import type { Words } from "./en";

const de: Words = {
  title: "Diesen Bildschirm koppeln",
  lead: "Tippe den Code ein, den du von der Organisation bekommst. Er gilt zehn Minuten.",
  code: "Kopplungscode",
  pair: "Koppeln",
  busy: "Wird gekoppelt",
  short: "Der Code hat acht Ziffern.",
  wrong: "Dieser Code ist vertippt, verbraucht oder abgelaufen. Bitte um einen neuen.",
  often: "Zu viele falsche Codes von hier. Warte ein paar Minuten.",
  offline: "Du bist offline. Versuch es wieder, wenn du zurück bist.",
  server: "Der Server antwortet nicht. Versuch es gleich noch einmal.",
  printer: (name) => `${name} ist gekoppelt`,
  token: "Starte den Druckagenten mit diesem Token. Es wird nur jetzt gezeigt.",
};
export default de;
