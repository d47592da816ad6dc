import type { Words } from "./en";

const es: Words = {
  title: "Café por mensaje",
  promise: "Pide tu café por mensaje, quédate donde estás y recógelo cuando salga tu número.",
  where: "Adónde ir",
  phone: { title: "Teléfono", text: "Pide como un cliente, por mensaje, en un teléfono simulado." },
  barista: {
    title: "Barista",
    text: "Mira cómo llegan los pedidos; empiézalos, termínalos, entrégalos.",
  },
  display: {
    title: "Pantalla",
    text: "Lo que ve el público: números en preparación y números listos.",
  },
  texts: " recibe mensajes en el ",
};

export default es;
