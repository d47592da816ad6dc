import { catalogue } from "../../i18n/catalogue";

export const part = catalogue({
  en: () => import("./words/en"),
  de: () => import("./words/de"),
  es: () => import("./words/es"),
  fr: () => import("./words/fr"),
  pt: () => import("./words/pt"),
});
