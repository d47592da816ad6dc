import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const pt: Words = {
  title: "Simulador de telefone",
  unreached: "Não se consegue chegar ao simulador",
  off: "O simulador está desligado",
  offNote: "Este servidor envia mensagens a sério, daqui não sai nenhuma: usa um telefone real.",
  noNumber: "Não há nenhum número para onde escrever",
  noNumberNote: "Ainda nenhum evento tem número.",

  phone: (number) => `Telefone ${number}`,
  texts: "Mensagens",
  empty: "Ainda não há mensagens. Diz o que gostavas de beber.",
  waiting: "À espera da resposta",
  refused: "As mensagens para este número não se podem mostrar aqui.",
  yours: "A tua mensagem",
  hint: "Mensagem de texto",
  send: "Enviar",
  meter: (segments, left, encoding) =>
    `${counted("pt", segments, { one: "# segmento", other: "# segmentos" })} · faltam ${left} · ${encoding}`,
  meterNote: "Em quantas partes a operadora envia esta mensagem",

  states: {
    sending: "a enviar",
    queued: "em fila",
    accepted: "aceite",
    sent: "enviada",
    received: "entregue",
    delivered: "entregue",
    undelivered: "não entregue",
    failed: "falhou",
  },
  notSent: (why) => `Não enviada: ${why}`,
  again: "Enviar outra vez",

  you: "Tu és",
  them: "Escreves para",
  another: "Outro número",
  add: "Juntar",
  wrong: "Um número é + e 8 a 15 algarismos.",
  attempt: "Experimenta",
};

export default pt;
