/**
 * The secrets of a stand-alone start. They are made once, at the first start, and stay in the data
 * folder: a backup of that folder is complete, and the source tree holds no key.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { StartError } from "../embedded/config.ts";

export type Secrets = {
  /** Private ES256 key (JWK, with `kid`) of the built-in sign-in. */
  signingKey: JWK;
  /** Another one, for the tokens of the demo's people: it counts in the demo only. */
  demoSigningKey: JWK;
  /** Svix secret, `whsec_` and base64: signs what the local mailbox posts to the app. */
  webhookSecret: string;
  /** Bearer key with which the app's email code calls the local mailbox. */
  mailApiKey: string;
};

export const SECRETS_FILE = "secrets.json";
/** Readable by the owner of the process alone. */
const PRIVATE_FILE_MODE = 0o600;
const PRIVATE_FOLDER_MODE = 0o700;

/**
 * Reads the secrets of `dataDir`, making them when there are none.
 * @throws StartError when the file is there but cannot be understood: replacing it silently would
 *   sign everybody out and refuse every webhook that is still on its way.
 */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  // Made here before the database is; nobody else on the machine has any business in it.
  mkdirSync(dataDir, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  const path = join(dataDir, SECRETS_FILE);
  if (!existsSync(path)) writePrivateFile(path, await makeSecrets());
  chmodSync(path, PRIVATE_FILE_MODE);
  const { signingKey, ...others } = parseSecrets(path, readFileSync(path, "utf8"));
  if (signingKey !== undefined) return { signingKey, ...others };
  // A folder from before the built-in sign-in.
  const secrets = { signingKey: await makeKey(), ...others };
  writePrivateFile(path, secrets);
  return secrets;
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: "ES256", kid: randomName() };
}

async function makeSecrets(): Promise<Secrets> {
  return {
    signingKey: await makeKey(),
    demoSigningKey: await makeKey(),
    webhookSecret: `whsec_${randomBytes(24).toString("base64")}`,
    mailApiKey: `re_local_${randomName()}`,
  };
}

function randomName(): string {
  return randomBytes(16).toString("hex");
}

/** Written beside and renamed, so that a crash leaves a whole file or none. */
function writePrivateFile(path: string, secrets: Secrets): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: PRIVATE_FILE_MODE });
  renameSync(draft, path);
}

type KeptSecrets = Omit<Secrets, "signingKey"> & { signingKey?: JWK };

function parseSecrets(path: string, text: string): KeptSecrets {
  const unreadable = new StartError(
    "BAD_CONFIGURATION",
    `${path} is damaged. Restore it from a backup, or run "npm run reset" for a fresh start.`,
  );
  try {
    const value = JSON.parse(text) as Partial<Secrets>;
    const { signingKey, demoSigningKey, webhookSecret, mailApiKey } = value;
    if (!demoSigningKey?.kid || !webhookSecret?.startsWith("whsec_") || !mailApiKey) {
      throw unreadable;
    }
    const others = { demoSigningKey, webhookSecret, mailApiKey };
    return signingKey?.kid ? { signingKey, ...others } : others;
  } catch {
    throw unreadable;
  }
}
