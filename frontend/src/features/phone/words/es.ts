import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const es: Words = {
  title: "Simulador de teléfono",
  unreached: "No se puede acceder al simulador",
  off: "El simulador está apagado",
  offNote: "Este servidor envía mensajes de verdad, aquí no: usa un teléfono de verdad.",
  noNumber: "No hay ningún número al que escribir",
  noNumberNote: "Ningún evento tiene número todavía.",

  phone: (number) => `Teléfono ${number}`,
  texts: "Mensajes",
  empty: "Aún no hay mensajes. Di qué te gustaría beber.",
  waiting: "Esperando la respuesta",
  refused: "Los mensajes a este número no se pueden mostrar aquí.",
  yours: "Tu mensaje",
  hint: "Mensaje de texto",
  send: "Enviar",
  meter: (segments, left, encoding) =>
    `${counted("es", segments, { one: "# segmento", other: "# segmentos" })} · quedan ${left} · ${encoding}`,
  meterNote: "En cuántas partes envía la operadora este mensaje",

  states: {
    sending: "enviando",
    queued: "en cola",
    accepted: "aceptado",
    sent: "enviado",
    received: "entregado",
    delivered: "entregado",
    undelivered: "no entregado",
    failed: "ha fallado",
  },
  notSent: (why) => `No enviado: ${why}`,
  again: "Enviar otra vez",

  you: "Eres",
  them: "Escribes a",
  another: "Otro número",
  add: "Añadir",
  wrong: "Un número es + y de 8 a 15 cifras.",
  attempt: "Prueba",
};

export default es;
