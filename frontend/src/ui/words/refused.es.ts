import type { Details } from "../../api/http";
import { counted } from "../../i18n/counting";
import type { Refused } from "./refused.en";

const STATES: Record<string, string> = {
  scheduled: "Está reservado para más tarde.",
  queued: "Espera a que alguien lo empiece.",
  started: "Se está preparando.",
  made: "Ya está listo.",
  collected: "Ya se ha recogido.",
  uncollected: "Nadie ha venido a buscarlo.",
  voided: "Está cancelado.",
};

function now({ by, state }: Details): string {
  if (by) return `${by} lo ha empezado.`;
  return STATES[state ?? ""] ?? "";
}

const refused: Refused = {
  version_conflict: (it) => `Ha cambiado mientras tanto; míralo otra vez. ${now(it)}`,
  not_legal_now: (it) => `Eso no se puede hacer tal como está. ${now(it)}`,
  allergy_not_acknowledged: ({ allergy = "" }) => `Lee primero su alergia. ${allergy}`,
  nothing_to_claim: "Allí no espera nada que puedas tomar.",
  own_work_first: "Aquí ya espera algo; hazlo primero.",
  station_full: ({ station = "Esa estación" }) =>
    `${station} tiene ya todo el trabajo que puede tener en espera.`,
  station_cannot_make_it: ({ station = "Esa estación" }) => `${station} no puede prepararlo ahora.`,
  not_enough: ({ missing = [] }) =>
    `Aquí no queda suficiente; repón primero. ${missing.join(", ")}`,
  cannot_be_made: ({ what = "eso", at }) =>
    `Ninguna estación abierta puede preparar ${what} ${at ? `a las ${at}` : "ahora"}.`,
  stations_busy: "Todas las estaciones que pueden prepararlo están al completo.",
  nobody_there: "A esa hora no hay nadie que pueda prepararlo.",
  not_for_then: "No se aceptan pedidos para esa hora.",
  not_taking_orders: "El evento no acepta pedidos ahora.",
  over_the_cap: ({ most = 0 }) =>
    most > 0
      ? counted("es", most, {
          one: "Se permite # vaso como máximo.",
          other: "Se permiten # vasos como máximo.",
        })
      : "Es más de lo permitido.",
  over_the_cap_a_person: ({ left = 0 }) =>
    counted("es", left, {
      one: "A este teléfono le queda # vaso.",
      other: "A este teléfono le quedan # vasos.",
    }),
  too_late: "Es demasiado tarde: se está preparando o ya está listo.",
  no_phone: "Este pedido no tiene teléfono y ningún mensaje llega: di el número en voz alta.",
  opted_out: "Este cliente no quiere mensajes: di el número en voz alta.",
  question_open: ({ asked_by = "Alguien", order_number = "" }) =>
    `${asked_by} ya ha preguntado a este cliente y espera la respuesta. ${order_number}`,
  no_such_canned_text: "Ese texto ya no existe.",
  no_printer: "Esta estación no tiene impresora de etiquetas; la configura la organización.",
  no_ticket: "Ese tique ya no existe.",
  no_order: "Ese pedido ya no existe.",
  no_station: "Esa estación ya no existe.",
  no_event: "No existe ese evento, o no es tuyo.",
  no_menu: "Este evento aún no tiene carta.",
  not_on_the_menu: "Eso ya no está en la carta.",
  not_found: "Aquí no hay nada así.",
  conflict: "Alguien se ha adelantado; mira otra vez.",
  exists_already: "Ya hay uno; mira otra vez.",
  idempotency_key_reused: "Eso llegó dos veces con distinto contenido; hazlo de nuevo.",
  invalid: "El servidor no lo ha entendido.",
  unstorable: "Un número es demasiado grande, o el texto contiene algo que no se puede guardar.",
  forbidden: "Tu función no permite hacerlo.",
  bad_password: "Una contraseña tiene de 10 a 72 caracteres; los acentuados cuentan por varios.",
  locked: "Ha sido incorrecto demasiadas veces. Espera un poco antes de volver a intentarlo.",
  too_many_guesses: "Aquí ha sido incorrecto demasiadas veces. Espera un poco.",
  too_many_requests: "Ha sido demasiado a la vez. Espera un poco.",
  internal: "El servidor ha fallado. Avisa a quien lo gestiona.",
};

export default refused;
