/**
 * Calls that keep and end a session of the built-in sign-in: part of every first load, so apart from those that begin
 * one (signInCalls). Over HTTP and not over the app's socket, which stands still while it waits for a token.
 */
import { ConvexHttpClient } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../../convex/_generated/api";
import { convexUrl } from "../../app/convexUrl";
import { errorCode } from "../../lib/errors";

export type Tokens = FunctionReturnType<typeof api.signIn.refresh>;

/** A client for one call. */
export const client = () => new ConvexHttpClient(convexUrl, { logger: false });

/** New tokens, or null when the sign-in is over; throws when the server didn't answer. */
export async function refreshTokens(refreshToken: string): Promise<Tokens | null> {
  try {
    return await client().action(api.signIn.refresh, { refreshToken });
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}

export async function endOnServer(refreshToken: string): Promise<void> {
  await client().action(api.signIn.end, { refreshToken });
}
