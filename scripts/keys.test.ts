import { createHash } from "node:crypto";
import { importJWK, jwtVerify, SignJWT } from "jose";
import { expect, test } from "vitest";
import { jwksDataUri, parseSigningKey } from "../convex/signing/signingKey";
import { makeKeys } from "./keys.mjs";

async function valuesOf(appUrl?: string) {
  const text = (await makeKeys(appUrl)).join("\n");
  const key = /^npx convex env set AUTH_SIGNING_KEY '([^']+)'$/m.exec(text)?.[1] ?? "";
  const tokenHash = /^npx convex env set SETUP_TOKEN_HASH ([0-9a-f]{64})$/m.exec(text)?.[1];
  const [, base, token = ""] = /^# (\S+)\/set-up#(\S+)$/m.exec(text) ?? [];
  return { key, tokenHash, base, token };
}

test("the printed key signs tokens that its public half, as auth.config.ts gives it, checks", async () => {
  const key = parseSigningKey((await valuesOf()).key);
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: "ES256", kid: key.kid })
    .sign(await importJWK(key, "ES256"));
  const response = await fetch(jwksDataUri(key));
  const { keys } = (await response.json()) as { keys: Record<string, string>[] };
  expect(keys).toHaveLength(1);
  expect(keys[0], "nothing private is published").not.toHaveProperty("d");
  await expect(jwtVerify(token, await importJWK(keys[0] ?? {}, "ES256"))).resolves.toBeDefined();
});

test("the link carries the token whose hash is set, at the app's address", async () => {
  const { base, token, tokenHash } = await valuesOf("https://chat.studio-north.com/");
  expect(base).toBe("https://chat.studio-north.com");
  expect(createHash("sha256").update(token).digest("hex")).toBe(tokenHash);
});

test("each run makes others", async () => {
  const [one, two] = [await valuesOf(), await valuesOf()];
  expect(one.key).not.toBe(two.key);
  expect(one.token).not.toBe(two.token);
});
