import type { Words } from "./en";

const fr: Words = {
  title: "Se connecter",
  lead: "Pour l’équipe derrière le comptoir.",
  username: "Identifiant",
  password: "Mot de passe",
  busy: "Connexion en cours",
  missing: "Saisissez votre identifiant et votre mot de passe.",
  wrong: "L’identifiant ou le mot de passe est incorrect.",
  silent: "Le serveur ne répond pas. Réessayez dans un instant.",
  offline: "Vous êtes hors ligne. Connectez-vous une fois en ligne.",
};

export default fr;
