/// <reference lib="webworker" />
/**
 * Keeps the app's own files, so that a page opens without a network. Answers of the server are none
 * of its business: those are the outbox's and the live rooms'.
 */
import { cached, PREFIX, stale } from "./rules";

declare const self: ServiceWorkerGlobalScope;
/** Written by the build: the files of this version, and its name. */
declare const __FILES__: string[];
declare const __VERSION__: string;

const CACHE = `${PREFIX}${__VERSION__}`;
const FILES: ReadonlySet<string> = new Set(__FILES__);

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", ({ data }: ExtendableMessageEvent) => {
  if (data === "take-over") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { method, url, mode } = event.request;
  const path = cached({ method, url, page: mode === "navigate" }, self.location.origin, FILES);
  if (path !== null) event.respondWith(answer(path, event.request));
});

/** All of it or nothing: a version with holes is never installed. */
async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([...FILES].map((path) => new Request(path, { cache: "no-cache" })));
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const before = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).at(-1) ?? null;
  await Promise.all(stale(names, CACHE, before).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(path: string, request: Request): Promise<Response> {
  const mine = await (await caches.open(CACHE)).match(path);
  // A page that still runs on the version before asks for that one's parts.
  return mine ?? (await caches.match(path)) ?? fetch(request);
}
