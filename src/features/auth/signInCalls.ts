/** Calls that begin a session of the built-in sign-in. */
import type { FunctionArgs } from "convex/server";
import { api } from "../../../convex/_generated/api";
import { spokenLanguage } from "../../language/language";
import { deviceName } from "./deviceName";
import { client, type Tokens } from "./sessionCalls";

export type FirmAndOwner = FunctionArgs<typeof api.setUp.complete>["about"];

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
