/** All five languages are in the page: a guest changes between them on a network that is gone. */
import type { Language } from "../../../i18n/languages";
import de from "./de";
import en, { type Words } from "./en";
import es from "./es";
import fr from "./fr";
import pt from "./pt";

export const WORDS: Record<Language, Words> = { en, de, es, fr, pt };
export type { Words };
