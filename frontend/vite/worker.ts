import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rollup } from "vite";

type Bundle = Rollup.OutputBundle;

/** The app's worker keeps all of the app; the tracker's, which guests load, only what it needs. */
const APP = { entry: "src/worker/sw.ts", file: "sw.js" };
const TRACKER = { entry: "src/worker/track.ts", file: "track-sw.js", page: "track.html" };
/** Fonts of scripts that the browser asks for only where they are written. */
const LEFT_OUT =
  /\.(?:map|br|gz|txt)$|^(?:track-)?sw\.js$|^\.vite\/|-(?:vietnamese|greek|greek-ext|cyrillic|cyrillic-ext)-/;

/** Builds the service workers beside the app, and tells each which files are its own. */
export function serviceWorker(): Plugin {
  let root = ".";
  return {
    name: "service-worker",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    buildStart() {
      for (const { entry, file } of [APP, TRACKER]) {
        this.emitFile({ type: "chunk", id: join(root, entry), fileName: file });
      }
    },
    generateBundle(_, bundle) {
      const open = readdirSync(join(root, "public"), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "public").length + 1));
      const names = [...Object.keys(bundle).filter((name) => name !== "index.html"), ...open];
      const files = names.filter((name) => !LEFT_OUT.test(name)).sort();
      const page = bundle["index.html"];
      const more = [
        ...open.map((name) => readFileSync(join(root, "public", name))),
        page?.type === "asset" ? page.source : "",
      ];
      fillIn(bundle, APP.file, ["/", ...files.map((name) => `/${name}`)], more);
      const parts = partsOf(bundle, TRACKER.page).map((name) => `/${name}`);
      fillIn(bundle, TRACKER.file, parts.sort(), [readFileSync(join(root, TRACKER.page))]);
    },
  };
}

/** Write into a worker which files it keeps, and a version that changes with any of them. */
function fillIn(
  bundle: Bundle,
  file: string,
  paths: string[],
  more: (string | Uint8Array)[],
): void {
  const worker = bundle[file];
  if (worker?.type !== "chunk") throw new Error(`There is no ${file} to fill in.`);
  const hash = createHash("sha256");
  for (const part of [...paths, ...more, worker.code]) hash.update(part);
  worker.code = worker.code
    .replace("__FILES__", JSON.stringify(paths))
    .replace("__VERSION__", JSON.stringify(hash.digest("hex").slice(0, 12)));
}

/** All that a page of its own loads: its code, what that imports, and their styles. */
function partsOf(bundle: Bundle, page: string): string[] {
  const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
  const first = chunks.find((one) => one.facadeModuleId?.endsWith(`/${page}`));
  if (!first) throw new Error(`Nothing is loaded by ${page}.`);
  const found = new Set<string>();
  const take = (name: string): void => {
    const chunk = bundle[name];
    if (found.has(name) || chunk?.type !== "chunk") return;
    found.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
    chunk.imports.forEach(take);
  };
  take(first.fileName);
  return [...found];
}
