import type { Details } from "../../api/http";
import { counted } from "../../i18n/counting";
import type { Refused } from "./refused.en";

const STATES: Record<string, string> = {
  scheduled: "C’est prévu pour plus tard.",
  queued: "Personne ne l’a encore commencé.",
  started: "C’est en préparation.",
  made: "C’est déjà prêt.",
  collected: "C’est déjà récupéré.",
  uncollected: "Personne n’est venu le chercher.",
  voided: "C’est annulé.",
};

function now({ by, state }: Details): string {
  if (by) return `${by} l’a commencé.`;
  return STATES[state ?? ""] ?? "";
}

const refused: Refused = {
  version_conflict: (it) => `Cela a changé entre-temps ; regardez à nouveau. ${now(it)}`,
  not_legal_now: (it) => `Ce n’est pas possible en l’état. ${now(it)}`,
  allergy_not_acknowledged: ({ allergy = "" }) => `Lisez d’abord l’allergie. ${allergy}`,
  nothing_to_claim: "Rien à y prendre pour l’instant.",
  own_work_first: "Quelque chose attend déjà ici ; à faire d’abord.",
  station_full: ({ station = "Ce poste" }) =>
    `${station} a déjà tout le travail qu’il peut avoir en attente.`,
  station_cannot_make_it: ({ station = "Ce poste" }) =>
    `${station} ne peut pas le préparer pour le moment.`,
  not_enough: ({ missing = [] }) =>
    `Il n’en reste pas assez ici ; réapprovisionnez d’abord. ${missing.join(", ")}`,
  cannot_be_made: ({ what = "cela", at }) =>
    `Aucun poste ouvert ne peut préparer ${what} ${at ? `à ${at}` : "pour le moment"}.`,
  stations_busy: "Tous les postes qui peuvent le préparer sont complets.",
  nobody_there: "Personne ne peut le préparer à cette heure-là.",
  not_for_then: "Aucune commande n’est prise pour cette heure-là.",
  not_taking_orders: "L’événement ne prend pas de commandes pour le moment.",
  over_the_cap: ({ most = 0 }) =>
    most > 0
      ? counted("fr", most, {
          one: "# gobelet au maximum est permis.",
          other: "# gobelets au maximum sont permis.",
        })
      : "C’est plus que ce qui est permis.",
  over_the_cap_a_person: ({ left = 0 }) =>
    counted("fr", left, {
      one: "Il reste # gobelet pour ce téléphone.",
      other: "Il reste # gobelets pour ce téléphone.",
    }),
  too_late: "C’est trop tard : c’est en préparation, ou prêt.",
  no_phone: "Cette commande n’a pas de téléphone, aucun message n’arrive : appelez le numéro.",
  opted_out: "Ce client ne veut pas de messages : appelez le numéro à voix haute.",
  question_open: ({ asked_by = "Quelqu’un", order_number = "" }) =>
    `${asked_by} a déjà une question pour ce client et attend la réponse. ${order_number}`,
  no_such_canned_text: "Ce message n’existe plus.",
  no_printer: "Ce poste n’a pas d’imprimante à étiquettes ; l’organisation en installe une.",
  no_ticket: "Ce ticket n’existe plus.",
  no_order: "Cette commande n’existe plus.",
  no_station: "Ce poste n’existe plus.",
  no_event: "Cet événement n’existe pas, ou n’est pas le vôtre.",
  no_menu: "Cet événement n’a pas encore de carte.",
  not_on_the_menu: "Cela n’est plus à la carte.",
  not_found: "Cela n’existe pas ici.",
  conflict: "Quelqu’un a été plus rapide ; regardez à nouveau.",
  exists_already: "Cela existe déjà ; regardez à nouveau.",
  idempotency_key_reused: "C’est arrivé deux fois avec un contenu différent ; recommencez.",
  invalid: "Le serveur n’a pas compris.",
  unstorable: "Un nombre est trop grand, ou le texte contient ce qui ne peut être gardé.",
  forbidden: "Votre rôle ne le permet pas.",
  bad_password: "Un mot de passe a 10 à 72 caractères ; les accents comptent pour plusieurs.",
  locked: "Trop d’erreurs. Patientez un peu avant de réessayer.",
  too_many_guesses: "Trop d’erreurs sur cet appareil. Patientez un peu avant de réessayer.",
  too_many_requests: "C’était trop à la fois. Patientez un peu.",
  internal: "Le serveur n’y est pas arrivé. Prévenez la personne qui s’en occupe.",
};

export default refused;
