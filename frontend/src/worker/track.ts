/// <reference lib="webworker" />
/**
 * Keeps the tracker's own few files, so that a guest who loads it anew without a network sees what it
 * showed last. It stands alone: what two workers shared would be a file of its own, which a worker
 * cannot load.
 */
export {};

declare const self: ServiceWorkerGlobalScope;
/** Written by the build: the files of this version, and its name. */
declare const __FILES__: string[];
declare const __VERSION__: string;

const PREFIX = "tracker-";
const CACHE = `${PREFIX}${__VERSION__}`;
const FILES: ReadonlySet<string> = new Set(__FILES__);
/** The page is the same for every order. */
const PAGE = "/track/any";
const PATIENCE_MS = 5_000;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(clear()));
self.addEventListener("fetch", (event) => {
  const { method, url, mode } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate") event.respondWith(page(event.request));
  else if (FILES.has(pathname)) event.respondWith(kept(pathname, event.request));
});

async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...FILES]);
}

async function clear(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The server's own where it answers: a new version is there at once. */
async function page(request: Request): Promise<Response> {
  const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    () => null,
  );
  return answer && answer.status < 500 ? answer : kept(PAGE, request);
}

async function kept(path: string, request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(path)) ?? fetch(request);
}
