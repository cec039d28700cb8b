/** The permission matrix over stock clients' sockets on the embedded backend: the same table. */
import { afterAll, beforeAll } from "vitest";
import { describeMatrix } from "../../convex/permissions.suite";
import { startWorld } from "../../convex/permissions.world";
import { EngineBackend } from "./engineBackend.ts";

let engine: EngineBackend;

beforeAll(async () => {
  engine = await EngineBackend.start();
});
afterAll(async () => await engine.close());

describeMatrix(async (keys) => {
  const world = await startWorld(keys, async () => await engine.startWorld());
  await engine.settled();
  const restore = async () => {
    await engine.settled(); // what a call has scheduled ends before its world is put back
    return await world.restore();
  };
  return { ...world, restore };
});
