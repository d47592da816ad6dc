import { useWords } from "../../i18n/catalogue";
import { words } from "./words";
import type { Words } from "./words/en";

/** The words of the simulator. */
export function useText(): Words {
  return useWords(words);
}
