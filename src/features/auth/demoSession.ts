import { useSyncExternalStore } from "react";

/**
 * The demo sign-in of ONE tab. It lives in sessionStorage, so that staff and client run side by side in one browser.
 * Holds: a person and their token are stored together or not at all.
 */
export type DemoSession = { subject: string; token: string; expiresTime: number };

/** The demo sign-in refused (unknown person, or demo mode is off): asking again will not help. */
export class DemoSignInRefused extends Error {}

const KEY = "anteroom:demo-session";
const listeners = new Set<() => void>();
let cachedText: string | null = null;
let cached: DemoSession | null = null;

function read(): DemoSession | null {
  const text = sessionStorage.getItem(KEY);
  if (text !== cachedText) {
    cachedText = text;
    cached = text === null ? null : parse(text);
  }
  return cached;
}

function parse(text: string): DemoSession | null {
  try {
    const { subject, token, expiresTime } = JSON.parse(text) as DemoSession;
    if (typeof subject !== "string" || typeof token !== "string") return null;
    return { subject, token, expiresTime: Number(expiresTime) };
  } catch {
    return null;
  }
}

function write(session: DemoSession | null): void {
  if (session === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, JSON.stringify(session));
  for (const listener of listeners) listener();
}

/** The tab's session as of now. */
export const currentDemoSession = read;

/** The tab's session, kept up to date in a component. */
export function useDemoSession(): DemoSession | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    () => null,
  );
}

/** Signs this tab in as a demo person. Throws DemoSignInRefused, or the network's error. */
export async function signInToDemo(subject: string): Promise<void> {
  write(await requestToken(subject));
}

/** Signs this tab out. */
export function endDemoSession(): void {
  write(null);
}

/** A token for the tab's person: the stored one, or a new one from the server when `fresh` is asked for. */
export async function demoToken(fresh: boolean): Promise<string | null> {
  const session = read();
  if (session === null) return null;
  if (!fresh && session.expiresTime > Date.now()) return session.token;
  const renewed = await requestToken(session.subject);
  // The person may have signed out or changed while the request ran: then this answer is nobody's.
  if (read()?.subject !== session.subject) return null;
  write(renewed);
  return renewed.token;
}

async function requestToken(subject: string): Promise<DemoSession> {
  const response = await fetch("/demo/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ subject }),
  });
  if (response.status >= 400 && response.status < 500) throw new DemoSignInRefused();
  if (!response.ok) throw new Error(`demo sign-in answered ${response.status}`);
  const { token, expiresTime } = (await response.json()) as Omit<DemoSession, "subject">;
  return { subject, token, expiresTime };
}
