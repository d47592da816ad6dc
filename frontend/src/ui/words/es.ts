import { counted } from "../../i18n/counting";
import type { Words } from "./en";
import refused from "./refused.es";

const es: Words = {
  language: "Idioma",
  home: "Brewline, página de inicio",
  close: "Cerrar",
  cancel: "Cancelar",
  back: "Atrás",
  save: "Guardar",
  retry: "Volver a intentar",
  undo: "Deshacer",
  more: "Más",
  moment: "Un momento",
  now: "ahora mismo",
  secondsLeft: (seconds) => counted("es", seconds, { one: "# segundo", other: "# segundos" }),

  link: {
    connecting: "Conectando",
    live: "En directo",
    reconnecting: "Reconectando",
    offline: "Sin conexión",
    "signed-out": "Sesión cerrada",
    "server-error": "Error del servidor, reintentando",
    refused: "No permitido",
  },
  checked: (age) => `comprobado hace ${age}`,
  old: (age) => `datos de hace ${age}`,
  stale: (age) => `Así estaba hace ${age}`,

  banner: {
    reconnecting: "Se ha perdido la conexión. Intentando reconectar.",
    offline: "Estás sin conexión. Puedes seguir; lo que hagas se enviará después.",
    "signed-out": "Tu sesión está cerrada. Lo que hiciste queda en este dispositivo.",
    "server-error": "El servidor tiene un problema. Se reintenta solo.",
    refused: "No tienes permiso para ver esto.",
  },
  waiting: (actions) =>
    counted("es", actions, { one: "# acción en espera", other: "# acciones en espera" }),
  lastSync: (age) => `última sincronización hace ${age}`,
  signIn: "Iniciar sesión",

  trouble: {
    offline: "Estás sin conexión. No se ha cambiado nada; inténtalo cuando vuelvas.",
    silent: "El servidor no responde. No se ha cambiado nada; inténtalo otra vez.",
    server: "El servidor tiene un problema. No se ha cambiado nada; inténtalo en un momento.",
    "signed-out": "Tu sesión está cerrada. Inicia sesión para seguir.",
    unknown: "Algo ha fallado en esta página.",
  },
  refused,
  failed: "Esto no se puede leer ahora mismo",

  erase: "Borrar la última cifra",

  theme: {
    title: "Aspecto",
    system: "Como el dispositivo",
    light: "Claro",
    dark: "Oscuro",
  },
  unspoken: "Este idioma no se puede cargar ahora mismo.",

  account: {
    of: (name) => `Cuenta de ${name}`,
    signedInAs: "Sesión iniciada como",
    changePassword: "Cambiar la contraseña",
    signOut: "Cerrar sesión",
    still: "Tu sesión sigue abierta",
  },
  password: {
    present: "Contraseña actual",
    fresh: "Contraseña nueva",
    again: "Contraseña nueva otra vez",
    changed: "Tu contraseña ha cambiado.",
    missing: "Escribe la contraseña actual y la nueva.",
    unequal: "La contraseña nueva no se ha escrito igual las dos veces.",
    wrong: "La contraseña actual no es correcta.",
  },
  pages: {
    lost: "Esta página no existe",
    mistyped: "Puede que la dirección esté mal escrita.",
    toStart: "A la página de inicio",
    silent: "El servidor no responde",
    offline: "Estás sin conexión",
    stillIn: "Se reintenta cada pocos segundos. Tu sesión sigue abierta.",
  },
};

export default es;
