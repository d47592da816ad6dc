import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const pt: Words = {
  title: "Painel",
  oneMoment: "Um momento",
  nowhere: "Não há nenhum painel neste endereço",
  ready: "Pronto",
  making: "Em preparo",
  next: "A seguir",
  more: (number) => counted("pt", number, { other: "e mais #" }),
  missed: "Não retirado",
  ask: "Pergunte no balcão",
  page: (page, pages) => `${page} de ${pages}`,
  here: "Seu número aparece aqui",
  calm: "Nada em preparo",
  textTo: "Peça por SMS para",
  orderHere: "Peça pelo celular",
  codeTexts: "Um código que abre um SMS para este número",
  codeOpens: "Um código que abre a página de pedidos",
  wait: "A espera",
  between: (from, to) => `${from}–${to} min`,
  about: (minutes) => `cerca de ${minutes} min`,
  upTo: (minutes) => `até ${minutes} min`,
  soldOut: "Esgotado",
  pausedHere: "Em pausa",
  lastOrders: (time) => `Últimos pedidos até as ${time}`,
  paused: "Pedidos em pausa. Voltamos já.",
  closed: "Estamos fechados. Obrigado pela visita.",
  shut: "No momento não estamos recebendo pedidos",
  thanks: "Obrigado a",
  stale: "Sem conexão: os números podem estar desatualizados",
  age: (age) => `como há ${age}`,
  noStation: (name, known) => `Não há nenhuma estação “${name}” aqui, mas ${known}`,
  sound: "Toque para ouvir",
  told: (number, station) => `O número ${number} está pronto em ${station}`,
  said: (number, station, name) =>
    name ? `${name}, número ${number}, ${station}` : `Número ${number}, ${station}`,
  failed: "Este painel parou de funcionar",
  restarts: "Ele recomeça sozinho assim que o servidor responder.",
};

export default pt;
