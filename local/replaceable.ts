/** An app whose data can be replaced while it runs: it stops, and starts again with the other data. */
import { startApp, type RunningApp } from "./app.ts";
import { swapData } from "./archive/swapData.ts";
import type { Settings } from "./settings/settings.ts";

/** As `startApp`; address and port stay the same over a replacement. */
export async function startReplaceable(
  settings: Settings,
  root: string,
  webDir: string | null,
  print: (line: string) => void,
): Promise<RunningApp> {
  const replaceData = async (fresh: string) => {
    await app.close();
    try {
      const kept = await swapData(settings.dataDir, fresh, new Date());
      print(`The data was replaced. What was there before is in ${kept}`);
      app = await startApp({ ...settings, port: app.port }, root, webDir, replaceData);
    } catch (error) {
      // Nothing serves any more: the process ends, and whoever watches it sees why.
      process.exitCode = 1;
      throw error;
    }
  };
  let app = await startApp(settings, root, webDir, replaceData);
  return { ...app, close: () => app.close() };
}
