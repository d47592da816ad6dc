import type { Words } from "./en";

const fr: Words = {
  title: "Associer cet écran",
  lead: "Saisissez le code donné par l’organisation. Il est valable dix minutes.",
  code: "Code d’association",
  pair: "Associer",
  busy: "Association en cours",
  short: "Le code a huit chiffres.",
  wrong: "Ce code est mal saisi, déjà utilisé ou expiré. Demandez-en un nouveau.",
  often: "Trop de codes erronés depuis cet endroit. Attendez quelques minutes.",
  offline: "Vous êtes hors ligne. Réessayez une fois reconnecté.",
  server: "Le serveur ne répond pas. Réessayez dans un instant.",
  printer: (name) => `${name} : association réussie`,
  token: "Lancez l’agent d’impression avec ce jeton. Il n’est affiché que maintenant.",
};
export default fr;
