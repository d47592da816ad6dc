/** What a tablet says of its connection, of what waits and of what was refused. */
import { counted } from "../../../../i18n/counting";
import type { Words } from "./en";

const es: Words = {
  states: {
    fine: "En directo",
    connecting: "Conectando",
    offline: "Sin conexión",
    reconnecting: "Reconectando",
    signedOut: "Sesión cerrada",
    error: "Error del servidor, reintentando",
  },
  actions: (count: number) =>
    counted("es", count, { one: "# acción en espera", other: "# acciones en espera" }),
  lastSync: (age: string) => `última sincronización hace ${age}`,
  never: "aún sin sincronizar",
  checked: (age: string) => `comprobado hace ${age}`,
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  lacks: {
    storage: "Este dispositivo no guarda nada: lo que espera se pierde al cerrar la página.",
    tls: "Con http simple, esta tableta no puede arrancar sin red ni mantener la pantalla encendida.",
  },
  details: "Lo que espera",
  close: "Cerrar",
  nothing: "No espera nada.",
  dismiss: "Entendido",
  since: (time: string) => `tocado a las ${time}`,
  others: (count: number, who: string) =>
    counted("es", count, {
      one: `# acción de ${who} espera a que ${who} inicie sesión`,
      other: `# acciones de ${who} esperan a que ${who} inicie sesión`,
    }),
  refused: (deed: string, why: string) => `${deed}: no se hizo. ${why}`,
  deeds: {
    start: (of: string) => `Empezar ${of}`,
    bump: (of: string) => `${of} listo`,
    recall: (of: string) => `Recuperar ${of}`,
    collect: (of: string) => `${of} recogido`,
    uncollected: (of: string) => `Nadie vino por ${of}`,
    void: (of: string) => `Cancelar ${of}`,
    move: (of: string) => `Mover ${of}`,
    remake: (of: string) => `Repetir ${of}`,
    hold: (of: string) => `Retener el mensaje de ${of}`,
    release: (of: string) => `Enviar el mensaje de ${of}`,
    acknowledge: (of: string) => `Alergia de ${of} leída`,
    ask: (of: string) => `Pregunta sobre ${of}`,
    text: (of: string) => `Mensaje a ${of}`,
    "86": (of: string) => `${of} se ha agotado`,
    un86: (of: string) => `${of} vuelve a haber`,
    walkup: (of: string) => `Pedido en la barra ${of}`,
    "station-open": (of: string) => `Abrir ${of}`,
    "station-paused": (of: string) => `Pausar ${of}`,
    "station-draining": (of: string) => `Terminar ${of}`,
    "station-closed": (of: string) => `Cerrar ${of}`,
  },
};

export default es;
