import { useOutbox } from "../../../api/tabletOutbox";
import { catalogue, useWords } from "../../../i18n/catalogue";
import type { Words } from "./words/en";

const words = catalogue<Words>({
  en: () => import("./words/en"),
  de: () => import("./words/de"),
  es: () => import("./words/es"),
  fr: () => import("./words/fr"),
  pt: () => import("./words/pt"),
});

/** Whose taps wait on this device: a sign-in that ended is no reason to lose them. */
export function Waits() {
  const say = useWords(words);
  const operations = useOutbox().operations.filter((one) => one.refused === null);
  const people = new Map(operations.map((one) => [one.person, one.who]));
  if (people.size === 0) return null;
  return (
    <div role="status">
      <p>{say.signedOut}</p>
      {[...people].map(([id, who]) => (
        <p key={id}>{say.waits(operations.filter((one) => one.person === id).length, who)}.</p>
      ))}
    </div>
  );
}
