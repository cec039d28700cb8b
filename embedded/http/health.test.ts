import { request } from "node:http";
import { expect, test } from "vitest";
import { Fixture } from "../conformance/harness.ts";
import { Health } from "./health.ts";

async function answerOf(health: Health) {
  const response = await health.respond();
  return [response.status, await response.json()];
}

test("is 503 before the process is ready and while it stops, 200 between", async () => {
  const health = new Health(() => Promise.resolve());
  expect(await answerOf(health)).toEqual([503, { status: "starting" }]);
  health.enter("ready");
  expect(await answerOf(health)).toEqual([200, { status: "ok" }]);
  health.enter("stopping");
  expect(await answerOf(health)).toEqual([503, { status: "stopping" }]);
});

test("is 503 when the database fails, and when it does not answer in time", async () => {
  const failing = new Health(() => Promise.reject(new Error("disk I/O error")));
  failing.enter("ready");
  expect(await answerOf(failing)).toEqual([503, { status: "failing" }]);
  const silent = new Health(() => new Promise(() => {}), 5);
  silent.enter("ready");
  expect(await answerOf(silent)).toEqual([503, { status: "failing" }]);
});

test("a backend answers it while it starts and when it is ready, under any host name", async () => {
  const { backend } = await Fixture.start();
  await backend.close();
  const { port } = backend;
  const starting: unknown[] = [];
  const beforeJobs = async () => void starting.push(await statusOf(port));
  await Fixture.start({ port, beforeJobs });
  expect(starting).toEqual([503]);
  expect(await statusOf(port)).toBe(200);
  expect(await statusOf(port, "HEAD")).toBe(200);
  expect(await statusOf(port, "POST"), "no health, and a host that is not ours").toBe(421);
});

/** `fetch` would not send a Host of one's own. */
function statusOf(port: number, method = "GET"): Promise<number | undefined> {
  const headers = { Host: "probe.example" };
  return new Promise((resolve, reject) => {
    const asking = request({ port, host: "127.0.0.1", path: "/healthz", method, headers });
    asking.once("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.once("error", reject);
    asking.end();
  });
}
