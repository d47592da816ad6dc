import type { Words } from "./en";

const pt: Words = {
  title: "Quem está a trabalhar?",
  tablet: (name, event) => `${name}, ${event}`,
  enter: (name) => `PIN de ${name}`,
  signIn: "Entrar",
  busy: "A entrar",
  other: "Outra pessoa",
  password: "Entrar com palavra-passe",
  nobody: "Aqui ainda ninguém tem PIN. Entra com palavra-passe ou pede um PIN à organização.",
  short: "Um PIN tem quatro a oito algarismos.",
  wrong: "Não é esse o PIN. Tenta outra vez.",
  locked: "Demasiados PIN errados. Espera um pouco ou entra com palavra-passe.",
  refused: "Não podes entrar aqui. Pergunta à organização.",
  offline: "Estás sem ligação. Entra quando voltar.",
  server: "O servidor não responde. Tenta de novo daqui a pouco.",
  again: "Outra vez",
  revoked: "Este tablet foi bloqueado",
  revokedWhy: "A organização bloqueou-o. Pede um novo código de emparelhamento.",
  pair: "Emparelhar o tablet",
};
export default pt;
