import { expect, test } from "vitest";
import { TokenIssuer } from "../auth/testing.ts";
import { Correspondence } from "./correspondence.ts";
import { DEPLOYMENT_URL } from "./deployment.ts";
import { FlakyLine } from "./flakySocket.ts";
import {
  afterwards,
  Fixture,
  FIXTURE_DIR,
  reconnectNow,
  stockClient,
  temporaryFolder,
} from "./harness.ts";
import { SOUND } from "./history.ts";
import { ServerProcess } from "./serverProcess.ts";

/** WATCHERS=1000 is the size that the bench measures. */
const WATCHERS = Number(process.env["WATCHERS"] ?? 200);
const LIVES = 3;
const SENDS_PER_LIFE = 10;

/** Where clients connect, and what takes all their lines away at once. */
type Place = { url: string; breakAll: (lines: FlakyLine[]) => Promise<void> };

async function startServer(): Promise<Place> {
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
  const breakAll = async () => {
    await server.kill();
    await server.start();
  };
  return { url: server.url, breakAll };
}

/** Nobody but its owner may kill a deployment: there the lines break alone. */
async function findDeployment(): Promise<Place> {
  const { url } = await Fixture.start();
  const breakAll = (lines: FlakyLine[]) => Promise.resolve(lines.forEach((line) => line.cut()));
  return { url, breakAll };
}

test(`${WATCHERS} clients that all come back at once after a kill miss nothing (G1, F23)`, async () => {
  const { url, breakAll } = await (DEPLOYMENT_URL === null ? startServer() : findDeployment());
  const said = new Correspondence();
  const lines = Array.from({ length: 1 + WATCHERS }, () => new FlakyLine());
  const [sender, ...watchers] = lines.map(({ constructorForClient }) =>
    stockClient(url, { webSocketConstructor: constructorForClient }),
  );
  await Promise.all(watchers.map((client, index) => said.watch(`watcher ${index}`, client)));

  for (let life = 1; life <= LIVES; life += 1) {
    for (let number = 1; number <= SENDS_PER_LIFE; number += 1) {
      await said.send("sender", sender!, `life ${life}, ${number}`);
    }
    if (life === LIVES) break;
    // While watchers are still being told, the second time while some still come back.
    await breakAll(lines);
    for (const client of [sender!, ...watchers]) reconnectNow(client);
  }
  expect(await said.verdict(sender!)).toEqual(SOUND);
  expect(await said.entries(sender!)).toHaveLength(LIVES * SENDS_PER_LIFE);
  const connections = watchers.map((client) => client.connectionState().connectionCount);
  expect(Math.min(...connections)).toBeGreaterThanOrEqual(2);
}, 60_000);
