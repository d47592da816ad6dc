/** Whether the server has another build of these pages than this one: pure. */

const ENTRY = /<script[^>]*\ssrc="(\/assets\/[^"]+)"/;

/** The entry of a page; every build has another. */
export function entryOf(page: string): string | null {
  return ENTRY.exec(page)?.[1] ?? null;
}

/** Tell the entry to load, where it is another and not one that a reload did not bring. */
export function newerEntry(page: string, own: string | null, tried: string | null): string | null {
  const entry = entryOf(page);
  return entry !== null && own !== null && entry !== own && entry !== tried ? entry : null;
}
