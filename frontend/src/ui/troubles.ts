/** What went wrong with a call, in the words of this screen. */
import { CallFailed, type Details } from "../api/http";
import { RefreshFailed } from "../api/session";
import type { Words } from "./words/en";

type Known = string | ((details: Details) => string);

/** Why the server refused, by its code; a code that no words are for is said in the server's own. */
export function refusal(words: Words, code: string, detail: string, details: Details = {}): string {
  if (!Object.hasOwn(words.refused, code)) return detail;
  const known = words.refused[code as keyof Words["refused"]] as Known;
  const said = (typeof known === "string" ? known : known(details)).trim();
  // Only the server knows which field it was, and what there is instead.
  return code === "invalid" ? `${said} ${detail}` : said;
}

export function inWords(words: Words, error: unknown): string {
  if (error instanceof RefreshFailed) return words.trouble.silent;
  if (!(error instanceof CallFailed)) return words.trouble.unknown;
  if (error.trouble === "refused") {
    return refusal(words, error.code, error.message, error.more.details);
  }
  if (error.trouble === "server") {
    return error.status === 0 ? words.trouble.silent : words.trouble.server;
  }
  return words.trouble[error.trouble];
}
