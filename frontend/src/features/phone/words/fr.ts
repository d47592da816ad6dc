import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const fr: Words = {
  title: "Simulateur de téléphone",
  unreached: "Le simulateur est injoignable",
  off: "Le simulateur est désactivé",
  offNote: "Ce serveur envoie de vrais messages, rien ne part d’ici : prenez un vrai téléphone.",
  noNumber: "Il n’y a aucun numéro à qui écrire",
  noNumberNote: "Aucun événement n’a encore de numéro.",

  phone: (number) => `Téléphone ${number}`,
  texts: "Messages",
  empty: "Pas encore de messages. Dites ce que vous aimeriez boire.",
  waiting: "En attente de la réponse",
  refused: "Les messages à ce numéro ne peuvent pas être affichés ici.",
  yours: "Votre message",
  hint: "Message texte",
  send: "Envoyer",
  meter: (segments, left, encoding) =>
    `${counted("fr", segments, { one: "# segment", other: "# segments" })} · reste ${left} · ${encoding}`,
  meterNote: "En combien de parties l’opérateur envoie ce message",

  states: {
    sending: "envoi en cours",
    queued: "en file d’attente",
    accepted: "accepté",
    sent: "envoyé",
    received: "distribué",
    delivered: "distribué",
    undelivered: "non distribué",
    failed: "échec",
  },
  notSent: (why) => `Non envoyé : ${why}`,
  again: "Renvoyer",

  you: "Vous êtes",
  them: "Vous écrivez à",
  another: "Un autre numéro",
  add: "Ajouter",
  wrong: "Un numéro, c’est + et 8 à 15 chiffres.",
  attempt: "Essayez",
};

export default fr;
