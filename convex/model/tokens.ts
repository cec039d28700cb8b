/** Opaque tokens for reply addresses, mute links and invitations. */
import { newReplyToken } from "../email/replyAddress";

const TOKEN_BYTES = 17;

/** 26 lower-case characters that carry 130 random bits. */
export function newToken(): string {
  return newReplyToken(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)));
}
