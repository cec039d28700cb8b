import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createServer } from "vite";
import { privateFiles } from "./privateFiles.ts";

/** Asks a development server over a folder with these files for each of them. */
async function statusOfEach(dataDir: string, files: string[]): Promise<Record<string, number>> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "anteroom-dev-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), "{}");
  }
  const deny = privateFiles(join(root, dataDir));
  const server = await createServer({
    root,
    configFile: false,
    logLevel: "silent",
    server: { port: 0, host: "127.0.0.1", ws: false, watch: null, fs: { deny } },
  });
  onTestFinished(() => server.close());
  await server.listen();
  const [url = ""] = server.resolvedUrls?.local ?? [];
  const statuses: Record<string, number> = {};
  for (const file of files) {
    const direct = await fetch(url + file);
    const absolute = await fetch(`${url}@fs${join(root, file)}`);
    expect(absolute.status, file).toBe(direct.status);
    statuses[file] = direct.status;
  }
  return statuses;
}

test.each([".anteroom", "my (chat) data", "srv/[chat]"])(
  "the development server gives out sources, and nothing of the data in %s",
  async (dataDir) => {
    const secret = [
      `${dataDir}/secrets.json`,
      `${dataDir}/database.sqlite`,
      `${dataDir}/files/0a1b`,
      `${dataDir}-backups/2030-01-02T03-04-05Z/secrets.json`,
      `${dataDir}-backups/.draft.0a1b/secrets.json`,
      `${dataDir}-exports/2030-01-02T03-04-05Z.zip`,
      `${dataDir}-replaced-2030-01-02T03-04-05Z/files/0a1b`,
      "anywhere.zip",
      "my backup/database.sqlite",
      "my backup/database.sqlite-wal",
      "my backup/secrets.json",
      ".env",
    ];
    const open = ["package.json", "src/texts.json"];
    const statuses = await statusOfEach(dataDir, [...secret, ...open]);
    for (const file of secret) expect(statuses[file], file).toBe(403);
    for (const file of open) expect(statuses[file], file).toBe(200);
  },
);
