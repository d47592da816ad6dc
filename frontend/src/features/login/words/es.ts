import type { Words } from "./en";

const es: Words = {
  title: "Iniciar sesión",
  lead: "Para quienes están detrás de la barra.",
  username: "Usuario",
  password: "Contraseña",
  busy: "Iniciando sesión",
  missing: "Escribe tu usuario y tu contraseña.",
  wrong: "El usuario o la contraseña no son correctos.",
  silent: "El servidor no responde. Inténtalo otra vez en un momento.",
  offline: "Estás sin conexión. Inicia sesión cuando vuelvas.",
};

export default es;
