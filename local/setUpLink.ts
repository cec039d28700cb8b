/** The one-time link with which an empty data folder gets its firm and owner. */
import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 24;

export type SetUpLink = { url: string; tokenHash: string };

/**
 * A new link for this start; the one of an earlier start ends with it, so it is written nowhere. The
 * token stands behind the "#": browsers send that to no server, so it ends up in nobody's log.
 */
export function makeSetUpLink(appUrl: string): SetUpLink {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  return { url: `${appUrl}/set-up#${token}`, tokenHash };
}
