import { counted } from "../../../../i18n/counting";
import type { Words } from "./en";

const de: Words = {
  signedOut: "Du bist abgemeldet.",
  waits: (count: number, who: string) =>
    counted("de", count, {
      one: `# Aktion von ${who} wartet, bis ${who} sich anmeldet`,
      other: `# Aktionen von ${who} warten, bis ${who} sich anmeldet`,
    }),
};

export default de;
