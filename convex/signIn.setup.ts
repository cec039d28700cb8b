/** Signing in by code in tests: what a person and their mailbox do. */
import { decodeJwt } from "jose";
import { api, internal } from "./_generated/api";
import { dumpTables } from "./permissions.world";
import { BUILT_IN_ISSUER } from "./signing/signingKey";
import type { Backend } from "./test.setup";

export const DEVICE = "Firefox on Linux";

/** The calls of people who sign in to a backend. */
export function signInTo(t: Backend) {
  /** Runs what asking for a code has left for afterwards, but sends no email. */
  async function mailCodes(): Promise<void> {
    const codes = (await dumpTables(t))["signInCodes"] as { _id: never }[];
    for (const { _id } of codes) await t.mutation(internal.signIn.mailCode, { codeId: _id });
  }

  async function ask(email: string): Promise<void> {
    await t.mutation(api.signIn.requestCode, { email });
    await mailCodes();
  }

  /** The queued emails about codes, newest last. */
  async function mailed(): Promise<{ to: string; text: string }[]> {
    const notices = (await dumpTables(t))["notices"] as { email?: { to: string; text: string } }[];
    return notices.flatMap(({ email }) => (email?.text.includes("code") ? [email] : []));
  }

  async function newestCode(): Promise<string> {
    const code = /^\d{4} \d{4}$/m.exec((await mailed()).at(-1)?.text ?? "")?.[0];
    if (code === undefined) throw new Error("No code was mailed");
    return code;
  }

  const withCode = async (email: string, code: string) =>
    await t.action(api.signIn.withCode, { email, code, device: DEVICE });
  const refresh = async (refreshToken: string) =>
    await t.action(api.signIn.refresh, { refreshToken });

  async function signIn(email: string) {
    await ask(email);
    return await withCode(email, await newestCode());
  }

  /** A caller with a token's claims, as the platform gives them to functions. */
  function bearerOf({ accessToken }: { accessToken: string }) {
    const { sub = "", sid } = decodeJwt(accessToken);
    return t.withIdentity({ issuer: BUILT_IN_ISSUER, subject: sub, sid: String(sid) });
  }

  return { mailCodes, ask, mailed, newestCode, withCode, refresh, signIn, bearerOf };
}
