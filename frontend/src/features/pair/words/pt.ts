import type { Words } from "./en";

const pt: Words = {
  title: "Emparelhar este ecrã",
  lead: "Escreve o código que a organização te dá. Vale dez minutos.",
  code: "Código de emparelhamento",
  pair: "Emparelhar",
  busy: "A emparelhar",
  short: "O código tem oito algarismos.",
  wrong: "Este código está mal escrito, usado ou expirado. Pede um novo.",
  often: "Demasiados códigos errados a partir daqui. Espera uns minutos.",
  offline: "Estás sem ligação. Tenta de novo quando voltar.",
  server: "O servidor não responde. Tenta de novo daqui a pouco.",
  printer: (name) => `${name}: emparelhamento feito`,
  token: "Inicia o agente de impressão com esta chave. Só é mostrada agora.",
};
export default pt;
