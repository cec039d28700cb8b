import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** One project per runtime: Convex's functions, the React app, and everything that runs in Node. */
export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "convex",
          environment: "edge-runtime",
          include: ["convex/**/*.test.ts"],
          server: { deps: { inline: ["convex-test"] } },
        },
      },
      {
        extends: true,
        test: {
          name: "ui",
          environment: "happy-dom",
          include: ["src/**/*.test.{ts,tsx}"],
          setupFiles: ["src/testing/setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: ["embedded/**/*.test.ts", "local/**/*.test.ts", "scripts/**/*.test.ts"],
          testTimeout: 30_000,
          // On a busy machine the embedded backend takes seconds to load its functions.
          hookTimeout: 60_000,
          server: { deps: { inline: ["convex-test"] } },
        },
      },
    ],
  },
});
