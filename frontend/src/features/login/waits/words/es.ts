import { counted } from "../../../../i18n/counting";
import type { Words } from "./en";

const es: Words = {
  signedOut: "Tu sesión está cerrada.",
  waits: (count: number, who: string) =>
    counted("es", count, {
      one: `# acción de ${who} espera a que ${who} inicie sesión`,
      other: `# acciones de ${who} esperan a que ${who} inicie sesión`,
    }),
};

export default es;
