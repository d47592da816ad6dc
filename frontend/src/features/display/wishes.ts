/** What an address wishes of its display, over what the event has set: pure. */
import type { DisplaySnapshot } from "../../api/views";

type Settings = DisplaySnapshot["event"]["display"];

export interface Wishes {
  station: string | null;
  theme: Settings["theme"];
  chime: boolean;
  spoken: boolean;
  /** Whether the code opens the page for ordering, instead of a text. */
  web: boolean;
}

/** "1" and "0" are yes and no; all else is as the event has it. */
function flag(value: string | null, otherwise: boolean): boolean {
  return value === "1" ? true : value === "0" ? false : otherwise;
}

export function wishesOf(search: URLSearchParams, settings: Settings | undefined): Wishes {
  const theme = search.get("theme");
  return {
    station: search.get("station"),
    theme: theme === "light" || theme === "dark" ? theme : (settings?.theme ?? "auto"),
    chime: flag(search.get("chime"), settings?.chime ?? false),
    spoken: flag(search.get("speak"), settings?.spoken ?? false),
    web: search.get("qr") === "web",
  };
}
