import { counted } from "../../../../i18n/counting";
import type { Words } from "./en";

const pt: Words = {
  signedOut: "Sua sessão está encerrada.",
  waits: (count: number, who: string) =>
    counted("pt", count, {
      one: `# ação de ${who} espera até ${who} entrar`,
      other: `# ações de ${who} esperam até ${who} entrar`,
    }),
};

export default pt;
