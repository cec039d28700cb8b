/**
 * The built-in sign-in on this device. The access token stays in memory. The refresh token is kept in
 * localStorage, for all tabs: a cookie would be sent along by itself, also by other sites' pages, and where
 * functions answer under another address than the app (as on Convex) browsers refuse it. A script that got in
 * could read it, hence no foreign scripts (CSP), tokens that work once, and sessions that end at both ends when
 * one is used twice. In the demo it is kept in sessionStorage, so that each tab may be somebody else.
 */
import { endOnServer, refreshTokens, type Tokens } from "./sessionCalls";

const KEY = "anteroom:sign-in";
const LOCK = "anteroom:turn";
const listeners = new Set<() => void>();

type AccessToken = { sessionId: string; token: string; expiresTime: number };
let access: AccessToken | null = null;

/** The server says that this sign-in is over: asking again will not help. */
export class SignInEnded extends Error {}

/** The place that holds the session, this tab's before the device's; null where storage is blocked. */
function places(): Storage[] {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return [];
  }
}

function holder(): Storage | null {
  return places().find((place) => place.getItem(KEY) !== null) ?? null;
}

function refreshToken(): string | null {
  return holder()?.getItem(KEY) ?? null;
}

/** Which session a refresh token belongs to: the same however often it is turned. */
function sessionIdOf(token: string | null): string | null {
  return token?.split(".")[0] ?? null;
}

/** The session of this tab, or null; what changes exactly when somebody signs in or out. */
export function builtInSessionId(): string | null {
  return sessionIdOf(refreshToken());
}

/** Tells of sign-ins and sign-outs, also of other tabs. */
export function onBuiltInChange(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function keep(
  place: Storage | undefined,
  { accessToken, expiresTime, refreshToken }: Tokens,
): void {
  access = { sessionId: sessionIdOf(refreshToken) ?? "", token: accessToken, expiresTime };
  place?.setItem(KEY, refreshToken);
  for (const listener of listeners) listener();
}

/** Signs in: this tab alone, or all tabs of the device. */
export function openBuiltIn(tokens: Tokens, { perTab }: { perTab: boolean }): void {
  forget();
  keep(places()[perTab ? 0 : 1], tokens);
}

function forget(): void {
  access = null;
  holder()?.removeItem(KEY);
  for (const listener of listeners) listener();
}

/** Signs out, here and on the server; a server that is away hears of it no more, the device forgets anyway. */
export async function endBuiltIn(): Promise<void> {
  const token = refreshToken();
  forget();
  if (token !== null) await endOnServer(token).catch(() => {});
}

/** An access token: the one at hand, or a new one when `fresh` is asked for. Throws SignInEnded, or the network's error. */
export async function builtInToken(fresh: boolean): Promise<string | null> {
  const sessionId = builtInSessionId();
  if (sessionId === null) return null;
  const isUsable = access?.sessionId === sessionId && access.expiresTime > Date.now();
  if (!fresh && isUsable) return access?.token ?? null;
  return await oneTabAtATime(() => turn(sessionId));
}

/** Turns the refresh token in, as it stands now: another tab may have turned it while this one waited. */
async function turn(sessionId: string): Promise<string | null> {
  const place = holder();
  const token = refreshToken();
  if (place === null || token === null || sessionIdOf(token) !== sessionId) return null;
  const tokens = await refreshTokens(token);
  // The person may have left while the request ran: then this answer is nobody's.
  if (builtInSessionId() !== sessionId) return null;
  if (tokens === null) {
    forget();
    throw new SignInEnded();
  }
  keep(place, tokens);
  return tokens.accessToken;
}

async function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  // Absent in old browsers and on plain http; the server forgives two tabs that turn at the same time.
  const { locks } = navigator as Partial<Navigator>;
  return locks ? await locks.request(LOCK, work) : await work();
}
