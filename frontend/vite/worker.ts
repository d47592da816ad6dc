import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const ENTRY = "src/worker/sw.ts";
/** Fonts of scripts that the browser asks for only where they are written. */
const LEFT_OUT =
  /\.(?:map|br|gz|txt)$|^sw\.js$|^\.vite\/|-(?:vietnamese|greek|greek-ext|cyrillic|cyrillic-ext)-/;

/** Builds the service worker beside the app, and tells it which files are the app's. */
export function serviceWorker(): Plugin {
  let root = ".";
  return {
    name: "service-worker",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    buildStart() {
      this.emitFile({ type: "chunk", id: join(root, ENTRY), fileName: "sw.js" });
    },
    generateBundle(_, bundle) {
      const hash = createHash("sha256");
      const open = readdirSync(join(root, "public"), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "public").length + 1));
      const names = [...Object.keys(bundle).filter((name) => name !== "index.html"), ...open];
      const files = names.filter((name) => !LEFT_OUT.test(name)).sort();
      for (const name of files) hash.update(name);
      for (const name of open) hash.update(readFileSync(join(root, "public", name)));
      const page = bundle["index.html"];
      if (page?.type === "asset") hash.update(page.source);
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") throw new Error("There is no service worker to fill in.");
      hash.update(worker.code);
      const version = hash.digest("hex").slice(0, 12);
      worker.code = worker.code
        .replace("__FILES__", JSON.stringify(["/", ...files.map((name) => `/${name}`)]))
        .replace("__VERSION__", JSON.stringify(version));
    },
  };
}
