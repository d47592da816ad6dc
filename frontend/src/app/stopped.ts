/**
 * What a page says that stopped working, in every language at once: it may have stopped because the
 * words could not be fetched.
 */
import type { Language } from "../i18n/languages";

interface Stopped {
  title: string;
  text: string;
  again: string;
}

export const STOPPED: Record<Language, Stopped> = {
  en: {
    title: "This page stopped working",
    text: "Nothing that the server has confirmed is lost. Load the page again to go on.",
    again: "Load again",
  },
  de: {
    title: "Diese Seite ist stehen geblieben",
    text: "Nichts, was der Server bestätigt hat, ist verloren. Lade die Seite neu.",
    again: "Neu laden",
  },
  es: {
    title: "Esta página ha dejado de funcionar",
    text: "No se ha perdido nada que el servidor haya confirmado. Vuelve a cargar la página.",
    again: "Volver a cargar",
  },
  fr: {
    title: "Cette page ne fonctionne plus",
    text: "Rien de ce que le serveur a confirmé n’est perdu. Rechargez la page pour continuer.",
    again: "Recharger",
  },
  pt: {
    title: "Esta página parou de funcionar",
    text: "Nada que o servidor confirmou se perdeu. Carregue a página de novo para continuar.",
    again: "Carregar de novo",
  },
};
