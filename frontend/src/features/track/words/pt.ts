import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const pt: Words = {
  order: "Pedido",
  for: (name) => `para ${name}`,
  language: "Idioma",

  booked: (time) => `Marcado para ${time}`,
  queued: "Na fila",
  making: "Sendo preparado",
  partly: "Uma parte está pronta",
  ready: "Pronto!",
  collected: "Retirado",
  missed: "Ainda no balcão",
  cancelled: "Cancelado",

  promise: (from, to) => `Pronto por volta das ${from}–${to}`,
  overdue: "Está demorando mais do que dissemos, desculpe. Já vem.",
  bookedHint: "Começamos a tempo; esta página avisa você.",
  readyAt: (stations) => `Retire em ${stations}.`,
  collectedHint: "Bom proveito! Obrigado pela visita.",
  missedHint: "Esperou um bom tempo. Pergunte no balcão, por favor.",
  cancelledHint: "Nada está sendo preparado. Escreva para pedir de novo.",
  ahead: (drinks) =>
    drinks === 0
      ? "Você é o próximo."
      : counted("pt", drinks, { one: "# bebida antes da sua", other: "# bebidas antes da sua" }),

  steps: "Andamento",
  stepOrdered: "Pedido",
  stepMaking: "Em preparo",
  stepReady: "Pronto",
  stepDone: "feito",
  stepNow: "agora",

  where: "Onde",
  stateQueued: "na fila",
  stateMaking: "em preparo",
  stateReady: "pronto",
  stateCollected: "retirado",
  stateMissed: "pergunte no balcão",
  stateCancelled: "cancelado",
  stateBooked: "marcado",

  collect: "Já peguei",
  collectAt: (station) => `Já peguei (${station})`,
  late: "Vou me atrasar",
  lateSaid: "A estação sabe que você vai se atrasar e guarda por mais um tempo.",
  cancel: "Cancelar pedido",
  cancelAsk: (number) => `Cancelar o pedido #${number}?`,
  cancelYes: "Sim, cancelar",
  cancelNo: "Manter",

  soundOff: "Toque aqui para ouvir um aviso quando estiver pronto",
  soundOn: "Você vai ouvir um aviso quando estiver pronto",

  live: "Atualizado",
  connecting: "Conectando …",
  reconnecting: "Sem conexão conosco agora, tentando de novo …",
  offline: "Você está sem internet.",
  serverError: "Nosso servidor está com um problema, tentando de novo …",
  asOf: (age) => `Última atualização ${age}.`,
  justNow: "agora mesmo",
  secondsAgo: (n) => `há ${n} s`,
  minutesAgo: (n) => `há ${n} min`,
  hoursAgo: (n) => `há ${n} h`,

  unreached: "Isso não chegou até nós, então nada mudou. Tente de novo.",
  tooMany: "Foram vezes demais. Espere um pouco e tente de novo.",
  tooLate: "Já está sendo preparado e não dá para cancelar aqui. A estação sabe que você queria.",
  nothingToCollect: "Não há nada para retirar agora.",
  notLate: "A estação já sabe.",
  refused: "Isso não é mais possível.",

  gone: "Não há pedido aqui",
  goneHint: "O endereço está errado ou o pedido já acabou. Escreva STATUS para ver os seus.",
  loading: "Procurando o seu pedido …",
  foot: "Esta página se atualiza sozinha e acaba um dia depois do pedido.",
};

export default pt;
