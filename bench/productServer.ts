/** The embedded backend with the product's own functions, in a process of its own. */
import { startBackend, type Backend } from "../embedded/backend.ts";
import { silentLog } from "../embedded/execution/log.ts";
import { answerCalls } from "./childProcess.ts";

let backend: Backend;

export type StartOptions = { dataDir: string; functionsDir: string; env: Record<string, string> };

answerCalls({
  start: async (options: StartOptions) => {
    backend = await startBackend({ ...options, port: 0, log: silentLog });
    return { url: `${backend.url.replace("http", "ws")}/api/sync` };
  },
  cpu: () => process.cpuUsage(),
  rssMb: () => process.memoryUsage().rss / 1024 / 1024,
  executions: () => backend.sync.cache.executions,
  close: () => backend.close(),
});
