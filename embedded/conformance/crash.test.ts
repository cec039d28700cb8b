import { randomBytes } from "node:crypto";
import type { ConvexClient } from "convex/browser";
import { expect, test } from "vitest";
import { api } from "./fixture/convex/_generated/api.js";
import { TokenIssuer } from "../auth/testing.ts";
import { Correspondence } from "./correspondence.ts";
import { afterwards, FIXTURE_DIR, reconnectNow, stockClient, temporaryFolder } from "./harness.ts";
import { SOUND } from "./history.ts";
import { ServerProcess } from "./serverProcess.ts";
import { filesWithTheirBytes, upload } from "./uploads.ts";

const SENDERS = 10;
/** KILLS=20 tries longer than a suite that runs at each change may take. */
const KILLS = Number(process.env["KILLS"] ?? 3);
/** So many acknowledgements between two kills. */
const SENDS_PER_LIFE = 150;
/** Long enough that a kill finds it half-way. */
const FILE_BYTES = 2 * 2 ** 20;

async function startServer(): Promise<ServerProcess> {
  const issuer = await TokenIssuer.start();
  afterwards(() => issuer.close());
  const server = new ServerProcess({
    dataDir: await temporaryFolder(),
    functionsDir: FIXTURE_DIR,
    port: 0,
    env: issuer.env,
    reserveBytes: 4096,
    minFreeBytes: 0,
  });
  await server.start();
  afterwards(() => server.kill());
  return server;
}

/** Sends one after the other until it is told to stop; gives the way to tell it. */
function keepSending(said: Correspondence, name: string, client: ConvexClient) {
  let stopped = false;
  const run = async () => {
    for (let number = 1; !stopped; number += 1) await said.send(name, client, `${name} ${number}`);
  };
  const ended = run();
  return () => {
    stopped = true;
    return ended;
  };
}

/** Uploads until it is told to stop; a broken upload is nobody's loss. */
function keepUploading(client: ConvexClient) {
  const kept: string[] = [];
  let stopped = false;
  const run = async () => {
    while (!stopped) {
      const bytes = randomBytes(FILE_BYTES);
      const { storageId } = await upload(client, bytes).catch(() => ({ storageId: null }));
      if (storageId !== null) kept.push(storageId);
    }
  };
  const ended = run();
  const stop = () => {
    stopped = true;
    return ended;
  };
  return { kept, stop };
}

test("what was acknowledged survives being killed, and nothing happens twice (G1, G2, G3, G4, F01)", async () => {
  const server = await startServer();
  const said = new Correspondence();
  const watcher = stockClient(server.url);
  const clients = Array.from({ length: SENDERS }, () => stockClient(server.url));
  await said.watch("watcher", watcher);
  await Promise.all(clients.map((client, index) => said.watch(`sender ${index}`, client)));
  const stops = clients.map((client, index) => keepSending(said, `sender ${index}`, client));
  const uploads = keepUploading(watcher);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    // This one is closed with its entries under way: they may happen once or not at all (F04).
    const name = `closed tab ${kill}`;
    const tab = stockClient(server.url);
    await said.send(name, tab, `${name} first`);
    const enough = said.acknowledged + SENDS_PER_LIFE;
    const files = uploads.kept.length;
    await said.until(() => said.acknowledged >= enough && uploads.kept.length > files);
    for (const each of ["second", "third"]) void said.send(name, tab, `${name} ${each}`);
    await server.kill();
    await said.abandon(name, tab);
    await server.start();
    for (const client of [watcher, ...clients]) reconnectNow(client);
  }
  const enough = said.acknowledged + SENDS_PER_LIFE;
  await said.until(() => said.acknowledged >= enough);
  await Promise.all([...stops.map((stop) => stop()), uploads.stop()]);

  expect(await said.verdict(watcher)).toEqual(SOUND);
  const files = await filesWithTheirBytes(server.url, watcher);
  expect(files).toEqual(expect.arrayContaining(uploads.kept));
}, 60_000);

test("a second backend on the same data folder is refused and disturbs nobody (F19)", async () => {
  const dataDir = await temporaryFolder();
  const issuer = await TokenIssuer.start();
  afterwards(() => issuer.close());
  const options = { dataDir, functionsDir: FIXTURE_DIR, port: 0, env: issuer.env };
  const disk = { reserveBytes: 4096, minFreeBytes: 0 };
  const first = new ServerProcess({ ...options, ...disk });
  await first.start();
  afterwards(() => first.kill());
  await expect(new ServerProcess({ ...options, ...disk }).start()).rejects.toThrow(/code 1/);
  const client = stockClient(first.url);
  expect(await client.mutation(api.counters.increment, { name: "a" })).toBe(1);
  await first.kill();
  await first.start();
  expect(await client.mutation(api.counters.increment, { name: "a" })).toBe(2);
});
