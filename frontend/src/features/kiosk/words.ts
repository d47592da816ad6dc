/** What a kiosk says to whoever orders at it. */
import { catalogue } from "../../i18n/catalogue";
import type { Words } from "./words/en";

export const words = catalogue<Words>({
  en: () => import("./words/en"),
  de: () => import("./words/de"),
  es: () => import("./words/es"),
  fr: () => import("./words/fr"),
  pt: () => import("./words/pt"),
});
