import type { Words } from "./en";

const es: Words = {
  title: "Vincular esta pantalla",
  lead: "Escribe el código que te da la organización. Vale diez minutos.",
  code: "Código de vinculación",
  pair: "Vincular",
  busy: "Vinculando",
  short: "El código tiene ocho cifras.",
  wrong: "Este código está mal escrito, usado o caducado. Pide uno nuevo.",
  often: "Demasiados códigos erróneos desde aquí. Espera unos minutos.",
  offline: "No tienes conexión. Inténtalo cuando vuelva.",
  server: "El servidor no responde. Inténtalo enseguida otra vez.",
  printer: (name) => `${name} está vinculada`,
  token: "Inicia el agente de impresión con esta clave. Solo se muestra ahora.",
};
export default es;
