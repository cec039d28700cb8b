import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { afterwards, Fixture } from "./harness.ts";
import { filesWithTheirBytes, upload } from "./uploads.ts";

/** Far more than a socket takes at once, so that the download waits for its reader many times. */
const FILE_BYTES = 8 * 2 ** 20;

test("a large file comes back byte for byte and leaves no listeners behind (R7, G12)", async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => void warnings.push(warning);
  process.on("warning", note);
  afterwards(() => process.off("warning", note));
  const fixture = await Fixture.start();
  const client = fixture.client();
  const { storageId } = await upload(client, randomBytes(FILE_BYTES));
  expect(await filesWithTheirBytes(fixture.siteUrl, client)).toEqual([storageId]);
  expect(warnings).toEqual([]);
});
