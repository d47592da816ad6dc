import { counted } from "../../../../i18n/counting";
import type { Words } from "./en";

const fr: Words = {
  signedOut: "Vous êtes déconnecté.",
  waits: (count: number, who: string) =>
    counted("fr", count, {
      one: `# action de ${who} attend que ${who} se connecte`,
      other: `# actions de ${who} attendent que ${who} se connecte`,
    }),
};

export default fr;
