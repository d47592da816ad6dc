import { useCallback, useEffect, useRef, useState } from "react";
import { newerEntry } from "./newer";
import { useFreshVersion } from "./useFreshVersion";

const EVERY_MS = 5 * 60_000;
const TRIED = "brewline.display.reloaded";

function own(): string | null {
  const entry = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  return entry?.getAttribute("src") ?? null;
}

function tried(): string | null {
  try {
    return sessionStorage.getItem(TRIED);
  } catch {
    return null;
  }
}

/**
 * Load a new version of the page when nobody is being called: the service worker's, or, over plain
 * http, where there is none, one that is looked for when the server is back.
 */
export function useQuietReload(live: boolean, quiet: boolean): void {
  const calm = useRef(quiet);
  useEffect(() => {
    calm.current = quiet;
  }, [quiet]);
  useFreshVersion(useCallback(() => calm.current, []));
  const [newer, setNewer] = useState<string | null>(null);
  useEffect(() => {
    if (!live || navigator.serviceWorker?.controller) return;
    let over = false;
    const look = async () => {
      try {
        const page = await fetch(window.location.pathname, { cache: "no-cache" });
        if (!page.ok) return;
        const entry = newerEntry(await page.text(), own(), tried());
        if (!over && entry) setNewer(entry);
      } catch {
        // Next time.
      }
    };
    void look();
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [live]);

  useEffect(() => {
    if (!newer || !quiet || !live) return;
    try {
      // Where an old page is kept for being offline a reload may bring it again: once is enough.
      sessionStorage.setItem(TRIED, newer);
    } catch {
      return;
    }
    window.location.reload();
  }, [newer, quiet, live]);
}
