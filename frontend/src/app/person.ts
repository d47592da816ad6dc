/** The look and the language go with whoever is signed in, on every device. */
import { followSession, personal } from "../api/personal";
import { changeLanguage } from "../i18n/catalogue";
import { language, preferred, speak } from "../i18n/language";
import { wearTheme } from "../ui/theme";

let wanted: string | null | undefined = null;
let turn: Promise<void> = Promise.resolve();

/** From now on; before anything is painted this device's own copy holds. */
export function followPerson(): void {
  const first = personal.read();
  wearTheme(first?.theme ?? "system");
  wanted = first?.language ?? null;
  if (first) speak(preferred(wanted), false);
  personal.subscribe(follow);
  followSession();
}

function follow(): void {
  const now = personal.read();
  wearTheme(now?.theme ?? "system");
  const tag = now?.language ?? null;
  if (tag === wanted) return;
  wanted = tag;
  // One after the other, and what is wanted by then: its words may come when its person has gone.
  turn = turn.then(speakWanted);
}

/** Without its words it stays as it is: what can be read is better than what is preferred. */
async function speakWanted(): Promise<void> {
  const next = preferred(wanted ?? null);
  if (next === language()) return;
  await changeLanguage(next, false).catch(() => (wanted = undefined));
}
