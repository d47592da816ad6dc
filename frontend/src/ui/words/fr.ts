import { counted } from "../../i18n/counting";
import type { Words } from "./en";
import refused from "./refused.fr";

const fr: Words = {
  language: "Langue",
  home: "Brewline, page d’accueil",
  close: "Fermer",
  cancel: "Annuler",
  back: "Retour",
  save: "Enregistrer",
  retry: "Réessayer",
  undo: "Annuler l’action",
  more: "Plus",
  moment: "Un instant",
  now: "à l’instant",
  secondsLeft: (seconds) => counted("fr", seconds, { one: "# seconde", other: "# secondes" }),

  link: {
    connecting: "Connexion",
    live: "En direct",
    reconnecting: "Reconnexion",
    offline: "Hors ligne",
    "signed-out": "Déconnecté",
    "server-error": "Erreur du serveur, nouvel essai",
    refused: "Non autorisé",
  },
  checked: (age) => `vérifié il y a ${age}`,
  old: (age) => `données d’il y a ${age}`,
  stale: (age) => `Tel qu’il y a ${age}`,

  banner: {
    reconnecting: "La connexion est perdue. Reconnexion en cours.",
    offline: "Vous êtes hors ligne. Vous pouvez continuer ; tout sera envoyé plus tard.",
    "signed-out": "Vous êtes déconnecté. Vos actions sont gardées sur cet appareil.",
    "server-error": "Le serveur a un problème. Un nouvel essai suit tout seul.",
    refused: "Vous n’avez pas le droit de voir ceci.",
  },
  waiting: (actions) =>
    counted("fr", actions, { one: "# action en attente", other: "# actions en attente" }),
  lastSync: (age) => `dernière synchronisation il y a ${age}`,
  signIn: "Se connecter",

  trouble: {
    offline: "Vous êtes hors ligne. Rien n’a changé ; réessayez une fois en ligne.",
    silent: "Le serveur ne répond pas. Rien n’a changé ; réessayez.",
    server: "Le serveur a un problème. Rien n’a changé ; réessayez dans un instant.",
    "signed-out": "Vous êtes déconnecté. Connectez-vous pour continuer.",
    unknown: "Quelque chose n’a pas marché sur cette page.",
  },
  refused,
  failed: "Impossible de lire ceci pour le moment",

  erase: "Effacer le dernier chiffre",

  theme: {
    title: "Apparence",
    system: "Comme l’appareil",
    light: "Clair",
    dark: "Sombre",
  },
  unspoken: "Cette langue ne peut pas être chargée pour le moment.",

  account: {
    of: (name) => `Compte de ${name}`,
    signedInAs: "Connecté en tant que",
    changePassword: "Changer le mot de passe",
    signOut: "Se déconnecter",
    still: "Vous êtes toujours connecté",
  },
  password: {
    present: "Mot de passe actuel",
    fresh: "Nouveau mot de passe",
    again: "Nouveau mot de passe, encore une fois",
    changed: "Votre mot de passe est changé.",
    missing: "Saisissez le mot de passe actuel et le nouveau.",
    unequal: "Le nouveau mot de passe n’a pas été saisi deux fois de la même façon.",
    wrong: "Le mot de passe actuel est incorrect.",
  },
  pages: {
    lost: "Cette page n’existe pas",
    mistyped: "L’adresse est peut-être mal saisie.",
    toStart: "Vers la page d’accueil",
    silent: "Le serveur ne répond pas",
    offline: "Vous êtes hors ligne",
    stillIn: "Nouvel essai toutes les quelques secondes. Vous êtes toujours connecté.",
  },
};

export default fr;
