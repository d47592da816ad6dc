/** What went wrong with a call, in the words of this screen. */
import { CallFailed } from "../api/http";
import { RefreshFailed } from "../api/session";
import type { Words } from "./words/en";

/** A refusal comes with the server's own reason. */
export function inWords(words: Words, error: unknown): string {
  if (error instanceof RefreshFailed) return words.trouble.silent;
  if (!(error instanceof CallFailed)) return words.trouble.unknown;
  if (error.trouble === "refused") return error.message;
  if (error.trouble === "server") {
    return error.status === 0 ? words.trouble.silent : words.trouble.server;
  }
  return words.trouble[error.trouble];
}
