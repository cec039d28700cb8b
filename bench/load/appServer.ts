/** The whole program as `npm start` runs it, mailbox and all, in a process of its own. */
import { startApp, type RunningApp } from "../../local/app.ts";
import { readSettings } from "../../local/settings/settings.ts";
import { answerCalls } from "../childProcess.ts";

let app: RunningApp;

export type AppStart = { root: string; dataDir: string; webDir: string };

answerCalls({
  start: async ({ root, dataDir, webDir }: AppStart) => {
    const environment = {
      PORT: "0",
      ANTEROOM_DATA: dataDir,
      LOG_LEVEL: "error",
      // Each player comes from an address of its own, as through a proxy.
      TRUSTED_PROXIES: "loopback",
    };
    app = await startApp(readSettings([], environment, root), root, webDir);
    return { url: `http://localhost:${app.port}` };
  },
  cpu: () => process.cpuUsage(),
  rssMb: () => process.memoryUsage().rss / 1024 / 1024,
  close: () => app.close(),
});
