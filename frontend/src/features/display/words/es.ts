import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const es: Words = {
  title: "Pantalla",
  oneMoment: "Un momento",
  nowhere: "No hay ninguna pantalla en esta dirección",
  ready: "Listos",
  making: "Preparando",
  next: "A continuación",
  more: (number) => counted("es", number, { other: "y # más" }),
  missed: "Sin recoger",
  ask: "Pregunta en la barra",
  page: (page, pages) => `${page} de ${pages}`,
  here: "Tu número aparecerá aquí",
  calm: "Nada en preparación",
  textTo: "Pide por SMS al",
  orderHere: "Pide con tu móvil",
  codeTexts: "Un código que abre un SMS a este número",
  codeOpens: "Un código que abre la página para pedir",
  wait: "La espera",
  between: (from, to) => `${from}–${to} min`,
  about: (minutes) => `unos ${minutes} min`,
  upTo: (minutes) => `hasta ${minutes} min`,
  soldOut: "Agotado",
  pausedHere: "En pausa",
  lastOrders: (time) => `Últimos pedidos hasta las ${time}`,
  paused: "Hacemos una pausa. Volvemos enseguida.",
  closed: "Hemos cerrado. Gracias por venir.",
  shut: "Ahora mismo no se toman pedidos",
  thanks: "Gracias a",
  stale: "Sin conexión: puede que los números no estén al día",
  age: (age) => `como hace ${age}`,
  noStation: (name, known) => `Aquí no hay ningún puesto «${name}», pero sí ${known}`,
  sound: "Toca para oír",
  told: (number, station) => `El número ${number} está listo en ${station}`,
  said: (number, station, name) =>
    name ? `${name}, número ${number}, ${station}` : `Número ${number}, ${station}`,
  failed: "Esta pantalla ha dejado de funcionar",
  restarts: "Se reinicia sola en cuanto el servidor responda.",
};

export default es;
