/** The words that all screens share. */
import { catalogue, useWords } from "../i18n/catalogue";
import type { Words } from "./words/en";

export const shared = catalogue<Words>({
  en: () => import("./words/en"),
  de: () => import("./words/de"),
  es: () => import("./words/es"),
  fr: () => import("./words/fr"),
  pt: () => import("./words/pt"),
});

export function useShared(): Words {
  return useWords(shared);
}
