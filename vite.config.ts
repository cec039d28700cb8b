import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The web app: one page, built into dist/web, served by the embedded backend or by any static host. */
export default defineConfig({
  plugins: [react()],
  build: { outDir: "dist/web", emptyOutDir: true, sourcemap: false },
});
