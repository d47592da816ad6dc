/** What a label printer says of its roll, in the words of whoever reads it: pure. */
import type { Printer } from "../../api/views";
import type { Words } from "./text";

/** Null while there is enough; when it is low is the server's to say. */
export function paperWarning(printer: Printer, words: Words["labels"]): string | null {
  if (printer.paper === "out") return words.noPaper;
  if (printer.warning === null) return null;
  const { labels_left: left } = printer;
  return left === null ? words.lowRoll : `${words.lowRoll}. ${words.left(left)}`;
}
