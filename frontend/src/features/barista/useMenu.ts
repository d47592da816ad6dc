import { useEffect, useState } from "react";
import { menuOf } from "../../api/stations";
import type { MenuDocument } from "../../api/views";

const RETRY_MS = 5_000;

/** The menu of an event, asked for until it is here. */
export function useMenu(slug: string): MenuDocument | null {
  const [menu, setMenu] = useState<MenuDocument | null>(null);
  useEffect(() => {
    let retry: ReturnType<typeof setTimeout>;
    let gone = false;
    const load = () =>
      void menuOf(slug).then(
        (found) => {
          if (!gone) setMenu(found);
        },
        () => {
          if (!gone) retry = setTimeout(load, RETRY_MS);
        },
      );
    load();
    return () => {
      gone = true;
      clearTimeout(retry);
    };
  }, [slug]);
  return menu;
}
