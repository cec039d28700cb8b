import fs from "node:fs";
import path from "node:path";
import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { fillDisk, mountSmallDisk } from "../database/smallDisk.ts";
import { Correspondence } from "./correspondence.ts";
import { Fixture } from "./harness.ts";
import { SOUND } from "./history.ts";
import { filesWithTheirBytes, upload } from "./uploads.ts";

const DISK_MIB = 24;
const RESERVE_BYTES = 5 * 2 ** 20;
const FILE_BYTES = 2 ** 20;
const SENDERS = 5;
const PADDING = "x".repeat(20_000);
/** Together more than the disk could take; a server that never refuses keeps nobody busy for long. */
const SENDS_EACH = 300;

test("a full disk refuses with a code, loses nothing, and takes entries again once there is space (G1, F18)", async ({
  skip,
}) => {
  const disk = mountSmallDisk(DISK_MIB);
  if (disk === null) return skip("Only root may mount a small disk.");
  const ballast = path.join(disk, "something else");
  fs.writeFileSync(ballast, Buffer.alloc(6 * 2 ** 20));
  const dataDir = path.join(disk, "data");
  const fixture = await Fixture.start({ dataDir, reserveBytes: RESERVE_BYTES });
  const said = new Correspondence();
  const watcher = fixture.client();
  await said.watch("watcher", watcher);
  const kept = await upload(watcher, Buffer.alloc(FILE_BYTES));
  expect(kept.status).toBe(200);

  const refusals: unknown[] = [];
  const sendUntilRefused = async (name: string) => {
    const client = fixture.client();
    for (let number = 1; number <= SENDS_EACH; number += 1) {
      const refusal = await said.send(name, client, `${name} ${number} ${PADDING}`);
      if (refusal === null) continue;
      refusals.push(refusal);
      return;
    }
  };
  const names = Array.from({ length: SENDERS }, (_, index) => `sender ${index}`);
  await Promise.all(names.map(sendUntilRefused));
  expect(refusals).toHaveLength(SENDERS);
  for (const refusal of refusals) {
    expect(refusal).toBeInstanceOf(ConvexError);
    expect(refusal).toMatchObject({ data: { code: "STORAGE_FULL" } });
  }

  // Full to the last byte: what was there is still shown, also to those who come now.
  fillDisk(path.join(disk, "filler"));
  const newcomer = fixture.client();
  await said.watch("newcomer", newcomer);
  expect((await said.entries(newcomer)).length).toBeGreaterThanOrEqual(said.acknowledged);
  const full = { data: { code: "STORAGE_FULL" } };
  expect(await said.send("newcomer", newcomer, "while full")).toMatchObject(full);
  await expect(upload(newcomer, Buffer.alloc(FILE_BYTES))).rejects.toMatchObject(full);

  fs.rmSync(path.join(disk, "filler"));
  fs.rmSync(ballast);
  expect(await said.send("newcomer", newcomer, "when there is space again")).toBeNull();
  expect((await upload(newcomer, Buffer.alloc(FILE_BYTES))).status).toBe(200);
  expect(watcher.connectionState().connectionCount).toBe(1);
  expect(await said.verdict(watcher)).toEqual(SOUND);
  expect(await filesWithTheirBytes(fixture.url, watcher)).toHaveLength(2);

  await fixture.restart();
  expect(await said.verdict(fixture.client())).toEqual(SOUND);
}, 60_000);

test("a file that does not fit any more is refused, and entries are not (F18)", async ({
  skip,
}) => {
  const disk = mountSmallDisk(DISK_MIB);
  if (disk === null) return skip("Only root may mount a small disk.");
  const fixture = await Fixture.start({
    dataDir: path.join(disk, "data"),
    minFreeBytes: DISK_MIB * 2 ** 20,
  });
  const client = fixture.client();
  const said = new Correspondence();
  expect(await upload(client, Buffer.alloc(FILE_BYTES))).toEqual({ status: 507, storageId: null });
  expect(await filesWithTheirBytes(fixture.url, client)).toEqual([]);
  expect(await said.send("Ana", client, "text only")).toBeNull();
});
