import { createHash } from "node:crypto";
import type { ConvexClient } from "convex/browser";
import { api } from "./fixture/convex/_generated/api.js";

/** Uploads bytes; gives the status of the answer and, on 200, the new file's id. */
export async function upload(
  client: ConvexClient,
  bytes: Buffer,
): Promise<{ status: number; storageId: string | null }> {
  const url = await client.mutation(api.files.uploadUrl, {});
  const response = await fetch(url, { method: "POST", body: new Uint8Array(bytes) });
  const body = (await response.json()) as { storageId?: string };
  return { status: response.status, storageId: body.storageId ?? null };
}

/**
 * The ids of all files that have a row; throws when one of them has not the bytes that it says.
 * @param url where HTTP actions are reached.
 */
export async function filesWithTheirBytes(url: string, client: ConvexClient): Promise<string[]> {
  const files = await client.query(api.files.stored, {});
  for (const { id, sha256, size } of files) {
    const response = await fetch(`${url}/file?id=${id}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    const digest = createHash("sha256").update(bytes).digest("base64");
    if (response.status !== 200 || bytes.length !== size || digest !== sha256) {
      throw new Error(
        `File ${id}: ${response.status}, ${bytes.length} of ${size} bytes, ${digest}`,
      );
    }
  }
  return files.map(({ id }) => id);
}
