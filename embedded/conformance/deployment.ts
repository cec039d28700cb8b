/**
 * The suite against a deployment of Convex that was made for it, instead of a backend of its own for
 * each test: `npm run test:deployment`, see docs/convex.md.
 */
import { ConvexHttpClient } from "convex/browser";
import { TestRunner } from "vitest";
import { api } from "./fixture/convex/_generated/api.js";

/** Where the fixture is deployed; null in the usual run. */
export const DEPLOYMENT_URL = process.env["CONFORMANCE_URL"] || null;

/**
 * Where its HTTP actions live: CONFORMANCE_SITE_URL, else what belongs to an address of Convex's cloud,
 * else the same one.
 */
export function siteOf(url: string): string {
  const given = process.env["CONFORMANCE_SITE_URL"];
  return given || url.replace(/\.convex\.cloud$/, ".convex.site");
}

/** Ends the running test as skipped: it looks inside the process, stops it, starts it differently, or is about what we do otherwise. */
export function skipOnDeployment(why: string): never {
  TestRunner.getCurrentTest()?.context.skip(`not on a deployment: ${why}`);
  throw new Error(`There is no test to skip: ${why}.`);
}

/** Makes the deployment as empty as a new one: tests use the same names. */
export async function clearDeployment(url: string): Promise<void> {
  const client = new ConvexHttpClient(url, { logger: false });
  while (await client.mutation(api.everything.clear, {}));
}
