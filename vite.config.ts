import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const EMOJI_FILES = ["en", "de"].flatMap((language) => [
  `${language}/data.json`,
  `${language}/messages.json`,
]);

/** The emoji picker's data, served by the app itself at /emojibase: a client's browser asks nobody else. */
function emojiData(): Plugin {
  const { resolve } = createRequire(import.meta.url);
  const read = (file: string) => readFileSync(resolve(`emojibase-data/${file}`));
  return {
    name: "emoji-data",
    configureServer(server) {
      for (const file of EMOJI_FILES) {
        server.middlewares.use(`/emojibase/${file}`, (_request, response) => {
          response.setHeader("Content-Type", "application/json").end(read(file));
        });
      }
    },
    generateBundle() {
      for (const file of EMOJI_FILES) {
        this.emitFile({ type: "asset", fileName: `emojibase/${file}`, source: read(file) });
      }
    },
  };
}

/** The web app: one page, built into dist/web, served by the embedded backend or by any static host. */
export default defineConfig({
  plugins: [react(), emojiData()],
  // The manifest tells scripts/firstLoad.mjs what a first load consists of.
  build: {
    outDir: "dist/web",
    emptyOutDir: true,
    sourcemap: false,
    manifest: true,
    modulePreload: { polyfill: false },
  },
});
