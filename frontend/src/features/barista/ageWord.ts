import { timeOfDay } from "../../ui/words";
import type { Ticket } from "../../api/views";
import type { Age } from "./board";
import type { Words } from "./text";

/** How old a ticket is, in a word or three. */
export function ageWord(age: Age, ticket: Ticket, words: Words["age"]): string {
  if (age.says === "at") return words.at(timeOfDay(ticket.due ?? ticket.promise.earliest));
  if (age.says === "ready" && age.minutes < 1) return words.justReady;
  return words[age.says](age.minutes);
}
