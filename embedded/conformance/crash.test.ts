import { expect, test } from "vitest";
import { api } from "./fixture/convex/_generated/api.js";
import { TokenIssuer } from "../auth/testing.ts";
import {
  afterwards,
  FIXTURE_DIR,
  Recorder,
  reconnectNow,
  stockClient,
  temporaryFolder,
} from "./harness.ts";
import { ServerProcess } from "./serverProcess.ts";

const CLIENTS = 4;
const KILLS = 3;

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

test("what was acknowledged survives being killed, and nothing happens twice (G1, G2, F01)", async () => {
  const server = await startServer();
  const clients = Array.from({ length: CLIENTS }, () => stockClient(server.url));
  const watcher = stockClient(server.url);
  const values = new Recorder<number>();
  watcher.onUpdate(api.counters.get, { name: "a" }, values.push);

  const acknowledged: number[] = [];
  let stopped = false;
  const senders = clients.map(async (client) => {
    while (!stopped) {
      acknowledged.push(await client.mutation(api.counters.increment, { name: "a" }));
    }
  });
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = acknowledged.length;
    await values.until(() => acknowledged.length >= before + 50);
    await server.kill();
    await server.start();
    for (const client of [watcher, ...clients]) reconnectNow(client);
  }
  const before = acknowledged.length;
  await values.until(() => acknowledged.length >= before + 50);
  stopped = true;
  await Promise.all(senders);

  // Every acknowledged call got a number of its own, and there are no numbers beside them.
  const total = await clients[0]!.query(api.counters.get, { name: "a" });
  expect(acknowledged).toHaveLength(total);
  expect(new Set(acknowledged).size).toBe(total);
  await values.until((value) => value === total);
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
