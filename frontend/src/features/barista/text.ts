/** The words of the tablet. */
import { catalogue, useWords } from "../../i18n/catalogue";
import type { Words } from "./words/en";

export const text = catalogue<Words>({
  en: () => import("./words/en"),
  de: () => import("./words/de"),
  es: () => import("./words/es"),
  fr: () => import("./words/fr"),
  pt: () => import("./words/pt"),
});

export type { Words };

export function useText(): Words {
  return useWords(text);
}
