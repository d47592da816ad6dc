import type { Words } from "./en";

const es: Words = {
  title: "¿Quién trabaja?",
  tablet: (name, event) => `${name}, ${event}`,
  enter: (name) => `PIN de ${name}`,
  signIn: "Entrar",
  busy: "Entrando",
  other: "Otra persona",
  password: "Entrar con contraseña",
  nobody: "Aquí nadie tiene PIN todavía. Entra con contraseña o pide un PIN a la organización.",
  short: "Un PIN tiene de cuatro a ocho cifras.",
  wrong: "Ese no es el PIN. Inténtalo otra vez.",
  locked: "Demasiados PIN erróneos. Espera un poco o entra con contraseña.",
  refused: "No puedes entrar aquí. Pregunta a la organización.",
  offline: "No tienes conexión. Entra cuando vuelva.",
  server: "El servidor no responde. Inténtalo enseguida otra vez.",
  again: "Otra vez",
  revoked: "Esta tableta fue bloqueada",
  revokedWhy: "La organización la ha bloqueado. Pide un nuevo código de vinculación.",
  pair: "Vincular la tableta",
};
export default es;
