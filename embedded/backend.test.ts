import fs from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { TokenIssuer } from "./auth/testing.ts";
import { startBackend } from "./backend.ts";
import { afterwards, Fixture, FIXTURE_DIR, temporaryFolder } from "./conformance/harness.ts";
import { silentLog } from "./execution/log.ts";

describe("a backend that cannot start says why", () => {
  test("when its port is taken, and leaves the data folder free", async () => {
    const first = await Fixture.start();
    const dataDir = await temporaryFolder();
    const options = { functionsDir: FIXTURE_DIR, env: first.issuer.env, log: silentLog, dataDir };
    const disk = { reserveBytes: 4096, minFreeBytes: 0 };
    const taken = startBackend({ ...options, ...disk, port: first.backend.port });
    await expect(taken).rejects.toMatchObject({ code: "PORT_TAKEN" });
    const second = await startBackend({ ...options, ...disk, port: 0 });
    await second.close();
  });

  test("when its data folder is in use, and does not disturb the one that uses it", async () => {
    const first = await Fixture.start();
    const again = Fixture.start({ dataDir: first.dataDir });
    await expect(again).rejects.toMatchObject({ code: "DATA_FOLDER_IN_USE" });
    expect(await first.backend.runInternal("counters:incrementInternally", { name: "a" })).toBe(1);
  });

  test("when auth.config.ts names a provider that cannot be trusted", async () => {
    const issuer = await TokenIssuer.start();
    afterwards(() => issuer.close());
    const env = { ...issuer.env, FIXTURE_OIDC_DOMAIN: "http://issuer.example" };
    await expect(Fixture.start({ env })).rejects.toMatchObject({ code: "BAD_CONFIGURATION" });
  });
});

test("the composer can call internal functions, and gets their errors", async () => {
  const { backend } = await Fixture.start();
  expect(await backend.runInternal("counters:incrementInternally", { name: "a" })).toBe(1);
  expect(await backend.runInternal("counters:getInternally", { name: "a" })).toBe(1);
  expect(await backend.runInternal("counters:incrementTwice", { name: "a" })).toBe(3);
  const refused = backend.runInternal("counters:refuse", { name: "a" });
  await expect(refused).rejects.toMatchObject({ data: { code: "REFUSED" } });
  await expect(backend.runInternal("counters:missing", {})).rejects.toThrow();
});

test("closing twice is closing once, and frees the port and the folder", async () => {
  const fixture = await Fixture.start();
  const { port } = fixture.backend;
  await Promise.all([fixture.backend.close(), fixture.backend.close()]);
  const again = await Fixture.start({ dataDir: fixture.dataDir, port });
  expect(again.backend.port).toBe(port);
});

test("edited functions reach subscribers without a restart, a broken edit changes nothing", async () => {
  const functionsDir = path.join(await temporaryFolder(), "convex");
  await fs.cp(FIXTURE_DIR, functionsDir, { recursive: true });
  const modules = path.join(FIXTURE_DIR, "../../../../node_modules");
  await fs.symlink(modules, path.join(functionsDir, "../node_modules"));
  const fixture = await Fixture.start({ functionsDir, watch: true });
  const client = fixture.client();
  const values: number[] = [];
  let changed = () => {};
  client.onUpdate("counters:get" as never, { name: "a" } as never, (value: number) => {
    values.push(value);
    changed();
  });
  const next = () => new Promise<void>((resolve) => (changed = resolve));
  await next();
  const file = path.join(functionsDir, "counters.ts");
  const source = await fs.readFile(file, "utf8");
  await fs.writeFile(file, "export const = broken");
  const reloaded = next();
  await fs.writeFile(file, source.replaceAll("?.value ?? 0", "?.value ?? 42"));
  await reloaded;
  expect(values).toEqual([0, 42]);
});
