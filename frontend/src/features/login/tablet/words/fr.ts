import type { Words } from "./en";

const fr: Words = {
  title: "Qui travaille ?",
  tablet: (name, event) => `${name}, ${event}`,
  enter: (name) => `Code PIN de ${name}`,
  signIn: "Se connecter",
  busy: "Connexion",
  other: "Quelqu’un d’autre",
  password: "Se connecter par mot de passe",
  nobody: "Personne n’a encore de code PIN ici. Utilisez un mot de passe ou demandez un code PIN.",
  short: "Un code PIN a de quatre à huit chiffres.",
  wrong: "Ce n’est pas le bon code. Réessayez.",
  locked: "Trop de codes erronés. Attendez un peu ou utilisez un mot de passe.",
  refused: "Vous ne pouvez pas vous connecter ici. Adressez-vous à l’organisation.",
  offline: "Vous êtes hors ligne. Connectez-vous une fois de retour.",
  server: "Le serveur ne répond pas. Réessayez dans un instant.",
  again: "Réessayer",
  revoked: "Cette tablette a été bloquée",
  revokedWhy: "L’organisation l’a exclue. Demandez un nouveau code d’association.",
  pair: "Associer la tablette",
};
export default fr;
