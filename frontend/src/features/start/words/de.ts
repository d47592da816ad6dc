import type { Words } from "./en";

const de: Words = {
  title: "Kaffee per SMS",
  promise:
    "Bestell deinen Kaffee per SMS, bleib, wo du bist, und hol ihn, wenn deine Nummer dran ist.",
  where: "Wohin",
  phone: {
    title: "Telefon",
    text: "Bestell wie ein Gast, per SMS, auf einem nachgebauten Telefon.",
  },
  barista: {
    title: "Barista",
    text: "Sieh die Bestellungen kommen; fang sie an, mach sie fertig, gib sie heraus.",
  },
  display: {
    title: "Anzeige",
    text: "Was alle sehen: Nummern in Arbeit und Nummern, die fertig sind.",
  },
  texts: " nimmt SMS an unter ",
};

export default de;
