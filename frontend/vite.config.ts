import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { serviceWorker } from "./vite/worker";

const COMPRESSED = /\.(?:html|js|css|svg|json|webmanifest|txt)$/;
const BACKEND = process.env["BREWLINE_URL"] ?? "http://127.0.0.1:8000";

/** Writes .br and .gz beside whatever compresses, so that the server never has to. */
function precompress(): Plugin {
  let folder = "dist";
  return {
    name: "precompress",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !COMPRESSED.test(entry.name)) continue;
        const file = join(entry.parentPath, entry.name);
        const bytes = readFileSync(file);
        const brotli = brotliCompressSync(bytes, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
        });
        writeFileSync(`${file}.br`, brotli);
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), serviceWorker(), precompress()],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What loads what, for `make bench` to weigh; nothing that is served.
    manifest: true,
    // The tracker is a page of its own, which a guest's phone opens once, on a crowded network.
    rollupOptions: { input: ["index.html", "track.html"] },
  },
  server: {
    proxy: {
      "/api": BACKEND,
      "/sms": BACKEND,
      "/phone/state": BACKEND,
      "/socket.io": { target: BACKEND, ws: true },
    },
  },
});
