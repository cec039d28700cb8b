/**
 * `npm run keys`: makes what the built-in sign-in of a Convex deployment needs, its signing key and the
 * one-time set-up link, and prints the commands that set them. They are kept nowhere else.
 */
import { createHash, randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";
import { exportJWK, generateKeyPair } from "jose";

const TOKEN_BYTES = 24;

/**
 * A private ES256 key (RFC 7517 JWK with `kid`), and the SHA-256 of a set-up token, as commands.
 * @param {string | undefined} appUrl where the web app will be; the link begins with it
 * @returns {Promise<string[]>} lines for the terminal
 */
export async function makeKeys(appUrl) {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  const kid = randomBytes(16).toString("hex");
  const key = JSON.stringify({ kty, crv, x, y, d, alg: "ES256", kid });
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  const base = (appUrl || "https://your-app.example").replace(/\/+$/, "");
  return [
    "# For the built-in sign-in only; another key signs everybody out:",
    `npx convex env set AUTH_SIGNING_KEY '${key}'`,
    "# For the link below, which works once; whoever opens it first becomes the owner:",
    `npx convex env set SETUP_TOKEN_HASH ${tokenHash}`,
    `# ${base}/set-up#${token}`,
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const line of await makeKeys(process.env.APP_URL)) console.log(line);
}
