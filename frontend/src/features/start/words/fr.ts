import type { Words } from "./en";

const fr: Words = {
  title: "Le café par SMS",
  promise: "Commandez votre café par SMS, restez où vous êtes, venez quand votre numéro s’affiche.",
  where: "Où aller",
  phone: {
    title: "Téléphone",
    text: "Commandez comme un client, par SMS, sur un téléphone simulé.",
  },
  barista: {
    title: "Barista",
    text: "Voyez arriver les tickets ; commencez-les, terminez-les, remettez-les.",
  },
  display: {
    title: "Écran",
    text: "Ce que voit la foule : les numéros en préparation et les numéros prêts.",
  },
  texts: " reçoit les SMS au ",
};

export default fr;
