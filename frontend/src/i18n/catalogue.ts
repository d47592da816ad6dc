/**
 * The words of one part of the product, a module for each language, fetched when it is spoken.
 *
 * English says which words there are; another language that lacks one does not compile. What holds
 * a value is a function, so that each language puts it where it belongs and counts its own way.
 */
import { use } from "react";
import { useLanguage } from "./language";
import type { Language } from "./languages";

type Loader<Words> = () => Promise<{ default: Words }>;

export interface Catalogue<Words> {
  /** The words in a language; the same promise each time it is asked for. */
  load: (language: Language) => Promise<Words>;
}

export function catalogue<Words>(loaders: Record<Language, Loader<Words>>): Catalogue<Words> {
  const loaded = new Map<Language, Promise<Words>>();
  return {
    load(language) {
      const known = loaded.get(language);
      if (known) return known;
      const words = loaders[language]().then((module) => module.default);
      loaded.set(language, words);
      // Asked for again after a failure, not remembered as failed.
      words.catch(() => loaded.delete(language));
      return words;
    },
  };
}

/** The words of a part in this screen's language; suspends until they are here. */
export function useWords<Words>(part: Catalogue<Words>): Words {
  return use(part.load(useLanguage()));
}
