/**
 * Refresh tokens: `session.generation.mac`. The key of the mac stands in the environment, so neither
 * the database nor a copy of it holds anything that signs in, and a token of any earlier generation
 * is still known for one of ours: whoever uses it again has copied it (model/sessions.ts).
 */
import { isMac, mac } from "./mac";

export type Generation = { sessionId: string; generation: number };

const TOKEN = /^([a-z0-9;_]{1,64})\.(\d{1,9})\.([\w-]{43})$/i;

/** The token of one generation of a session; the same each time. */
export async function refreshTokenOf({ sessionId, generation }: Generation): Promise<string> {
  return `${sessionId}.${generation}.${await mac("refresh token", `${sessionId}.${generation}`)}`;
}

/** Which generation of which session a token is; null for anything that was not issued here. */
export async function readRefreshToken(token: string): Promise<Generation | null> {
  const [, sessionId = "", digits = "", given = ""] = TOKEN.exec(token) ?? [];
  const isOurs = given !== "" && (await isMac("refresh token", `${sessionId}.${digits}`, given));
  return isOurs ? { sessionId, generation: Number(digits) } : null;
}
