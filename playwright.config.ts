import { defineConfig } from "@playwright/test";

/**
 * Browser tests over the real `npm start` (see e2e/app.ts), two files at a time: each test or file
 * starts its own server. scripts/test.mjs finds a browser and names it in CHROMIUM_PATH; without it Playwright
 * looks for its own. Recording a trace costs a third of a run: set TRACE=on to look into a failure.
 */
const executablePath = process.env["CHROMIUM_PATH"];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env["CI"]),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    screenshot: "only-on-failure",
    trace: process.env["TRACE"] === "on" ? "retain-on-failure" : "off",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
