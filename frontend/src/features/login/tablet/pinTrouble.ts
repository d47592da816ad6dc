import { CallFailed } from "../../../api/http";
import type { Words } from "./words/en";

/** What to say when signing in by PIN failed. */
export function pinTrouble(error: unknown, words: Words): string {
  if (!(error instanceof CallFailed)) return words.server;
  if (error.trouble === "offline") return words.offline;
  if (error.status === 401) return words.wrong;
  if (error.status === 429) return words.locked;
  return error.status === 403 ? words.refused : words.server;
}
