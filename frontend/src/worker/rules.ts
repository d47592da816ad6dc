/** What the service worker answers itself, and from which cache: pure. */

/** Pages that are the app's own; a tracker or an address of the API is none of them. */
const PAGES = [
  /^\/$/,
  /^\/(?:barista|phone|sign-in)$/,
  /^\/(?:display|kiosk)\/[a-z0-9][a-z0-9-]{0,62}$/,
];

export const PREFIX = "brewline-";

export interface Asked {
  method: string;
  url: string;
  /** A page is wanted, not a part of one. */
  page: boolean;
}

/** The path in the cache that answers this; null where only the network may. */
export function cached(asked: Asked, origin: string, files: ReadonlySet<string>): string | null {
  const url = new URL(asked.url);
  if (asked.method !== "GET" || url.origin !== origin) return null;
  if (asked.page) return PAGES.some((page) => page.test(url.pathname)) ? "/" : null;
  return files.has(url.pathname) ? url.pathname : null;
}

/** Caches nobody needs: all but this version's and the one before, which an open page may run on. */
export function stale(names: readonly string[], present: string, before: string | null): string[] {
  return names.filter((name) => name.startsWith(PREFIX) && name !== present && name !== before);
}
