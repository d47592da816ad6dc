import { counted } from "../../../i18n/counting";
import type { Words } from "./en";

const fr: Words = {
  title: "Écran",
  oneMoment: "Un instant",
  nowhere: "Il n’y a pas d’écran à cette adresse",
  ready: "Prêt",
  making: "En préparation",
  next: "Ensuite",
  more: (number) => counted("fr", number, { one: "et # autre", other: "et # autres" }),
  missed: "Non récupéré",
  ask: "Adressez-vous au comptoir",
  page: (page, pages) => `${page} sur ${pages}`,
  here: "Votre numéro s’affichera ici",
  calm: "Rien en préparation",
  textTo: "Commandez par SMS au",
  orderHere: "Commandez sur votre téléphone",
  codeTexts: "Un code qui ouvre un SMS à ce numéro",
  codeOpens: "Un code qui ouvre la page de commande",
  wait: "L’attente",
  between: (from, to) => `${from}–${to} min`,
  about: (minutes) => `environ ${minutes} min`,
  upTo: (minutes) => `jusqu’à ${minutes} min`,
  soldOut: "Épuisé",
  pausedHere: "En pause",
  lastOrders: (time) => `Dernières commandes jusqu’à ${time}`,
  paused: "Petite pause. Nous revenons tout de suite.",
  closed: "C’est fermé. Merci de votre visite.",
  shut: "Aucune commande n’est prise en ce moment",
  thanks: "Merci à",
  stale: "Pas de connexion : les numéros ne sont peut-être plus à jour",
  age: (age) => `état d’il y a ${age}`,
  noStation: (name, known) => `Il n’y a pas de stand « ${name} » ici, mais ${known}`,
  sound: "Touchez pour le son",
  told: (number, station) => `Le numéro ${number} est prêt : ${station}`,
  said: (number, station, name) =>
    name ? `${name}, numéro ${number}, ${station}` : `Numéro ${number}, ${station}`,
  failed: "Cet écran s’est arrêté",
  restarts: "Il redémarre de lui-même dès que le serveur répond.",
};

export default fr;
