import { catalogue } from "../../../i18n/catalogue";
import type { Words } from "./en";

export const words = catalogue<Words>({
  en: () => import("./en"),
  de: () => import("./de"),
  es: () => import("./es"),
  fr: () => import("./fr"),
  pt: () => import("./pt"),
});
