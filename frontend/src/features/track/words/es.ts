import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const es: Words = {
  order: "Pedido",
  for: (name) => `para ${name}`,
  language: "Idioma",

  booked: (time) => `Reservado para las ${time}`,
  queued: "En la cola",
  making: "Preparándose",
  partly: "Una parte está lista",
  ready: "¡Listo!",
  collected: "Recogido",
  missed: "Sigue en la barra",
  cancelled: "Cancelado",

  promise: (from, to) => `Listo sobre las ${from}–${to}`,
  overdue: "Tarda más de lo dicho, perdona. Sigue en camino.",
  bookedHint: "Empezamos a tiempo; esta página te avisa.",
  readyAt: (stations) => `Recógelo en ${stations}.`,
  collectedHint: "¡Que lo disfrutes! Gracias por venir.",
  missedHint: "Esperó un buen rato. Pregunta en la barra, por favor.",
  cancelledHint: "No se prepara nada. Escríbenos para pedir otra vez.",
  ahead: (drinks) =>
    drinks === 0
      ? "Eres el siguiente."
      : counted("es", drinks, {
          one: "# bebida antes de la tuya",
          other: "# bebidas antes de la tuya",
        }),

  steps: "Progreso",
  stepOrdered: "Pedido",
  stepMaking: "En marcha",
  stepReady: "Listo",
  stepDone: "hecho",
  stepNow: "ahora",

  where: "Dónde",
  stateQueued: "en la cola",
  stateMaking: "en marcha",
  stateReady: "listo",
  stateCollected: "recogido",
  stateMissed: "pregunta en la barra",
  stateCancelled: "cancelado",
  stateBooked: "reservado",

  collect: "Ya lo tengo",
  collectAt: (station) => `Ya lo tengo (${station})`,
  late: "Llego tarde",
  lateSaid: "La estación sabe que llegas tarde y te lo guarda un rato más.",
  cancel: "Cancelar pedido",
  cancelAsk: (number) => `¿Cancelar el pedido #${number}?`,
  cancelYes: "Sí, cancelar",
  cancelNo: "Mantenerlo",

  soundOff: "Toca aquí para oír un aviso cuando esté listo",
  soundOn: "Oirás un aviso cuando esté listo",

  live: "Al día",
  connecting: "Conectando …",
  reconnecting: "Sin conexión con nosotros ahora, reintentando …",
  offline: "Estás sin conexión.",
  serverError: "Nuestro servidor tiene un problema, reintentando …",
  asOf: (age) => `Última actualización ${age}.`,
  justNow: "ahora mismo",
  secondsAgo: (n) => `hace ${n} s`,
  minutesAgo: (n) => `hace ${n} min`,
  hoursAgo: (n) => `hace ${n} h`,

  unreached: "No nos llegó, así que nada ha cambiado. Inténtalo otra vez.",
  tooMany: "Demasiadas veces. Espera un momento e inténtalo otra vez.",
  tooLate:
    "Ya se está preparando y no se puede cancelar aquí. La estación sabe que querías hacerlo.",
  nothingToCollect: "Ahora no hay nada que recoger.",
  notLate: "La estación ya lo sabe.",
  refused: "Eso ya no es posible.",

  gone: "Aquí no hay ningún pedido",
  goneHint: "La dirección no es correcta o el pedido ya terminó. Escribe STATUS para verlos.",
  loading: "Buscando tu pedido …",
  foot: "Esta página se actualiza sola y termina un día después de tu pedido.",
};

export default es;
