/**
 * The words of one part of the product, a module for each language, fetched when it is spoken.
 *
 * English says which words there are; another language that lacks one does not compile. What holds
 * a value is a function, so that each language puts it where it belongs and counts its own way.
 */
import { use } from "react";
import { speak, useLanguage } from "./language";
import type { Language } from "./languages";

type Loader<Words> = () => Promise<{ default: Words }>;

export interface Catalogue<Words> {
  /** The words in a language; the same promise each time it is asked for. */
  load: (language: Language) => Promise<Words>;
}

/** Every part that has been spoken since the page was opened. */
const spoken = new Set<Catalogue<unknown>>();

export function catalogue<Words>(loaders: Record<Language, Loader<Words>>): Catalogue<Words> {
  const loaded = new Map<Language, Promise<Words>>();
  const part: Catalogue<Words> = {
    load(language) {
      spoken.add(part);
      const known = loaded.get(language);
      if (known) return known;
      const words = readable(loaders[language]().then((module) => module.default));
      loaded.set(language, words);
      // Asked for again after a failure, not remembered as failed.
      words.catch(() => loaded.delete(language));
      return words;
    },
  };
  return part;
}

/** Let React read what has come without waiting once more, so that nothing blinks. */
function readable<Words>(words: Promise<Words>): Promise<Words> {
  words.then(
    (value) => Object.assign(words, { status: "fulfilled", value }),
    () => undefined,
  );
  return words;
}

/** The words of a part in this screen's language; suspends until they are here. */
export function useWords<Words>(part: Catalogue<Words>): Words {
  return use(part.load(useLanguage()));
}

/**
 * Speak another language once all its words are here; rejects, and changes nothing, without. `keep`
 * is whether this device is to speak it from now on.
 */
export async function changeLanguage(wanted: Language, keep = true): Promise<void> {
  await Promise.all([...spoken].map((part) => part.load(wanted)));
  speak(wanted, keep);
}
