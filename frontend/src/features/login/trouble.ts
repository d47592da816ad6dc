/** What to say when signing in failed. */
import { CallFailed } from "../../api/http";
import { RefreshFailed } from "../../api/session";
import { inWords } from "../../ui/troubles";
import type { Words as Shared } from "../../ui/words/en";
import type { Words } from "./words/en";

export function signInTrouble(words: Words, shared: Shared, error: unknown): string {
  if (error instanceof RefreshFailed) return words.silent;
  if (error instanceof CallFailed) {
    if (error.trouble === "offline") return words.offline;
    if (error.trouble === "server") return words.silent;
    if (error.status === 401) return words.wrong;
  }
  return inWords(shared, error);
}
