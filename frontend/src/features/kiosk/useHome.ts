import { useCallback, useEffect, useRef } from "react";
import { suggest, language } from "../../i18n/language";
import { changeLanguage } from "../../i18n/catalogue";
import { isLanguage, type Language } from "../../i18n/languages";
import { words } from "./words";

/** Speak the event's language, and go back to it when somebody who spoke another has gone. */
export function useHome(tag: string | undefined): () => void {
  const home = useRef<Language>(language());
  useEffect(() => {
    if (!isLanguage(tag)) return;
    words.load(tag).then(
      () => {
        suggest(tag);
        home.current = language();
      },
      () => undefined,
    );
  }, [tag]);
  return useCallback(() => {
    void changeLanguage(home.current, false).catch(() => undefined);
  }, []);
}
