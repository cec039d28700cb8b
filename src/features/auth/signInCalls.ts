/**
 * Calls that sign in. Over HTTP and not over the app's socket, which stands still while it waits for a token.
 */
import { ConvexHttpClient } from "convex/browser";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { api } from "../../../convex/_generated/api";
import { convexUrl } from "../../app/convexUrl";
import { spokenLanguage } from "../../language/language";
import { errorCode } from "../../lib/errors";
import { deviceName } from "./deviceName";

export type Tokens = FunctionReturnType<typeof api.signIn.refresh>;
export type FirmAndOwner = FunctionArgs<typeof api.setUp.complete>["about"];

const client = () => new ConvexHttpClient(convexUrl, { logger: false });

/** Has a code mailed, if somebody active has the address. Errors: INVALID_EMAIL, SIGN_IN_OFF. */
export async function requestCode(email: string): Promise<void> {
  await client().mutation(api.signIn.requestCode, { email });
}

/** Errors: CODE_NOT_VALID, INVALID_EMAIL. */
export async function tokensForCode(email: string, code: string): Promise<Tokens> {
  return await client().action(api.signIn.withCode, { email, code, device: deviceName() });
}

/** Joins by an invitation's token, in the language of the page. Error: INVITATION_NOT_VALID. */
export async function tokensForInvitation(token: string) {
  return await client().action(api.signIn.withInvitation, {
    token,
    device: deviceName(),
    language: spokenLanguage(),
  });
}

/** Makes the firm and its owner. Errors: SET_UP_NOT_VALID, INVALID_…. */
export async function completeSetUp(token: string, about: FirmAndOwner) {
  return await client().action(api.setUp.complete, { token, about, device: deviceName() });
}

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
