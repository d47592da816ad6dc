import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const fr: Words = {
  order: "Commande",
  for: (name) => `pour ${name}`,
  language: "Langue",

  booked: (time) => `Prévue pour ${time}`,
  queued: "Dans la file",
  making: "En préparation",
  partly: "Une partie est prête",
  ready: "C'est prêt !",
  collected: "Retirée",
  missed: "Encore au comptoir",
  cancelled: "Annulée",

  promise: (from, to) => `Prête vers ${from}–${to}`,
  overdue: "Cela prend plus de temps que prévu, désolés. Elle arrive.",
  bookedHint: "Nous commençons à temps ; cette page vous prévient.",
  readyAt: (stations) => `À retirer à ${stations}.`,
  collectedHint: "Bonne dégustation ! Merci de votre visite.",
  missedHint: "Elle a attendu un moment. Demandez au comptoir, s'il vous plaît.",
  cancelledHint: "Rien n'est en préparation. Écrivez-nous pour commander à nouveau.",
  ahead: (drinks) =>
    drinks === 0
      ? "C'est à vous ensuite."
      : counted("fr", drinks, {
          one: "# boisson avant la vôtre",
          other: "# boissons avant la vôtre",
        }),

  steps: "Avancement",
  stepOrdered: "Commandée",
  stepMaking: "En cours",
  stepReady: "Prête",
  stepDone: "fait",
  stepNow: "maintenant",

  where: "Où",
  stateQueued: "dans la file",
  stateMaking: "en cours",
  stateReady: "prête",
  stateCollected: "retirée",
  stateMissed: "demandez au comptoir",
  stateCancelled: "annulée",
  stateBooked: "prévue",

  collect: "Je l'ai",
  collectAt: (station) => `Je l'ai (${station})`,
  late: "Je serai en retard",
  lateSaid: "Le stand sait que vous serez en retard et vous la garde un peu plus longtemps.",
  cancel: "Annuler",
  cancelAsk: (number) => `Annuler la commande #${number} ?`,
  cancelYes: "Oui, annuler",
  cancelNo: "La garder",

  soundOff: "Touchez ici pour entendre un signal quand c'est prêt",
  soundOn: "Vous entendrez un signal quand c'est prêt",

  live: "À jour",
  connecting: "Connexion …",
  reconnecting: "Pas de liaison avec nous pour l'instant, nouvel essai …",
  offline: "Vous êtes hors ligne.",
  serverError: "Notre serveur a un problème, nouvel essai …",
  asOf: (age) => `Dernière mise à jour ${age}.`,
  justNow: "à l'instant",
  secondsAgo: (n) => `il y a ${n} s`,
  minutesAgo: (n) => `il y a ${n} min`,
  hoursAgo: (n) => `il y a ${n} h`,

  unreached: "Cela ne nous est pas parvenu ; rien n'a changé. Réessayez, s'il vous plaît.",
  tooMany: "C'était trop souvent. Attendez un instant et réessayez.",
  tooLate:
    "Elle est déjà en préparation et ne peut plus être annulée ici. Le stand connaît votre souhait.",
  nothingToCollect: "Rien à retirer pour l'instant.",
  notLate: "Le stand le sait déjà.",
  refused: "Ce n'est plus possible.",

  gone: "Aucune commande ici",
  goneHint: "L'adresse est erronée ou la commande est terminée. Écrivez STATUS pour les voir.",
  loading: "Nous cherchons votre commande …",
  foot: "Cette page se met à jour seule et disparaît un jour après votre commande.",
};

export default fr;
