/** What a tablet says of its connection, of what waits and of what was refused. */
import { counted } from "../../../../i18n/counting";
import type { Words } from "./en";

const fr: Words = {
  states: {
    fine: "En direct",
    connecting: "Connexion",
    offline: "Hors ligne",
    reconnecting: "Reconnexion",
    signedOut: "Déconnecté",
    error: "Erreur du serveur, nouvel essai",
  },
  actions: (count: number) =>
    counted("fr", count, { one: "# action en attente", other: "# actions en attente" }),
  lastSync: (age: string) => `dernière synchro il y a ${age}`,
  never: "pas encore de synchro",
  checked: (age: string) => `vérifié il y a ${age}`,
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  lacks: {
    storage: "Cet appareil ne garde rien : ce qui attend est perdu si vous fermez la page.",
    tls: "En http simple, cette tablette ne peut ni démarrer sans réseau ni garder l’écran allumé.",
  },
  details: "Ce qui attend",
  close: "Fermer",
  nothing: "Rien n’attend.",
  dismiss: "Compris",
  since: (time: string) => `touché à ${time}`,
  others: (count: number, who: string) =>
    counted("fr", count, {
      one: `# action de ${who} attend que ${who} se connecte`,
      other: `# actions de ${who} attendent que ${who} se connecte`,
    }),
  refused: (deed: string, why: string) => `${deed} : non fait. ${why}`,
  deeds: {
    start: (of: string) => `Commencer ${of}`,
    bump: (of: string) => `${of} prêt`,
    recall: (of: string) => `Reprendre ${of}`,
    collect: (of: string) => `${of} remis`,
    uncollected: (of: string) => `Personne n’est venu pour ${of}`,
    void: (of: string) => `Annuler ${of}`,
    move: (of: string) => `Déplacer ${of}`,
    remake: (of: string) => `Refaire ${of}`,
    hold: (of: string) => `Retenir le message de ${of}`,
    release: (of: string) => `Envoyer le message de ${of}`,
    acknowledge: (of: string) => `Allergie de ${of} lue`,
    ask: (of: string) => `Question sur ${of}`,
    text: (of: string) => `Message à ${of}`,
    "86": (of: string) => `${of} est épuisé`,
    un86: (of: string) => `${of} est de retour`,
    walkup: (of: string) => `Commande au comptoir ${of}`,
    "station-open": (of: string) => `Ouvrir ${of}`,
    "station-paused": (of: string) => `Suspendre ${of}`,
    "station-draining": (of: string) => `Terminer ${of}`,
    "station-closed": (of: string) => `Fermer ${of}`,
  },
};

export default fr;
