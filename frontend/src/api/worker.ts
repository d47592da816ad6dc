/** The service worker: registered where a page must open without a network, renewed when it is quiet. */

const ADDRESS = "/sw.js";
/** Of the tracker, which keeps only its own few files. */
const TRACKER = "/track-sw.js";
const LOOK_MS = 10 * 60_000;
const QUIET_MS = 1_000;

interface Policies {
  createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => unknown;
}

let started = false;
let renewed = false;

/** Of all scripts that code could load by their address, the workers are let through. */
export function onlyOurs(url: string, here: string): string {
  const wanted = new URL(url, here);
  const ours = [ADDRESS, TRACKER].map((address) => new URL(address, here).href);
  if (!ours.includes(wanted.href)) throw new TypeError(`Scripts are not loaded from ${url}`);
  return wanted.href;
}

function allow(): void {
  const { trustedTypes } = window as unknown as { trustedTypes?: Policies };
  trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => onlyOurs(url, window.location.href),
  });
}

/** Keep this page's version fresh; `quiet` says when it may be loaded anew. Gives a way to stop. */
export function keepFresh(quiet: () => boolean): () => void {
  // Over plain http there is no service worker, and under Vite's own server there is nothing to keep.
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return () => undefined;
  const known = start();
  const timer = setInterval(() => {
    if (renewed && quiet()) window.location.reload();
    else void known.then((registration) => takeOver(registration, quiet));
  }, QUIET_MS);
  return () => clearInterval(timer);
}

/** Let a tracker open without a network, once it was opened with one. */
export function keepTracker(): void {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  allow();
  const options = { scope: "/track/", updateViaCache: "none" } as const;
  navigator.serviceWorker.register(TRACKER, options).catch(() => undefined);
}

let registering: Promise<ServiceWorkerRegistration | null> = Promise.resolve(null);

function start(): Promise<ServiceWorkerRegistration | null> {
  if (started) return registering;
  started = true;
  allow();
  const { serviceWorker } = navigator;
  // The first of all takes over a page that runs on the same version: nothing is new then.
  let had = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    renewed = had;
    had = true;
  });
  registering = serviceWorker.register(ADDRESS, { updateViaCache: "none" }).catch(() => null);
  const look = () => void registering.then((one) => one?.update().catch(() => undefined));
  setInterval(look, LOOK_MS);
  window.addEventListener("online", look);
  return registering;
}

/** Let a new version in that waits, when nobody notices. */
function takeOver(registration: ServiceWorkerRegistration | null, quiet: () => boolean): void {
  if (registration?.waiting && quiet()) registration.waiting.postMessage("take-over");
}
