import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/**
 * One project per runtime: Convex's functions, the React app, and everything that runs in Node.
 * The files of the first two keep no state outside their tests, so a worker loads their modules
 * once for all of them (a third of the work); those in Node start processes, and stay apart.
 */
export default defineConfig({
  plugins: [react()],
  test: {
    // Vitest keeps one core for itself, which on two would leave one to the tests.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "convex",
          environment: "edge-runtime",
          isolate: false,
          include: ["convex/**/*.test.ts"],
          server: { deps: { inline: ["convex-test"] } },
        },
      },
      {
        extends: true,
        test: {
          name: "ui",
          environment: "happy-dom",
          isolate: false,
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
