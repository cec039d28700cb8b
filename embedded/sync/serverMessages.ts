import type { FunctionFailure, MutationOutcome, ActionOutcome } from "../execution/types.ts";
import { encodeTimestamp } from "./protocol.ts";

/**
 * Frames that the server sends, as JSON text. Results arrive as JSON already and are spliced in as
 * they are, because parsing and printing each result again cost more than anything else in a fan-out.
 */
export const PING_FRAME = JSON.stringify({ type: "Ping" });

/** The client stops for good on this one; only for what reconnecting cannot mend. */
export function fatalErrorFrame(error: string): string {
  return JSON.stringify({ type: "FatalError", error });
}

/**
 * A refused or expired sign-in. `attempted` is true when it answers an Authenticate message; then
 * `baseVersion` is that message's, otherwise the identity version in force.
 */
export function authErrorFrame(error: string, baseVersion: number, attempted: boolean): string {
  return JSON.stringify({ type: "AuthError", error, baseVersion, authUpdateAttempted: attempted });
}

export function mutationResponseFrame(requestId: number, outcome: MutationOutcome): string {
  if (!outcome.ok) return failedResponse("MutationResponse", requestId, outcome);
  const ts = JSON.stringify(encodeTimestamp(outcome.timestamp));
  return (
    `{"type":"MutationResponse","requestId":${requestId},"success":true,` +
    `"result":${outcome.resultJson},"ts":${ts},"logLines":${JSON.stringify(outcome.logLines)}}`
  );
}

export function actionResponseFrame(requestId: number, outcome: ActionOutcome): string {
  if (!outcome.ok) return failedResponse("ActionResponse", requestId, outcome);
  return (
    `{"type":"ActionResponse","requestId":${requestId},"success":true,` +
    `"result":${outcome.resultJson},"logLines":${JSON.stringify(outcome.logLines)}}`
  );
}

function failedResponse(type: string, requestId: number, failure: FunctionFailure): string {
  const { errorMessage, errorData, logLines } = failure;
  return JSON.stringify({
    type,
    requestId,
    success: false,
    result: errorMessage,
    ...(type === "MutationResponse" ? { ts: null } : {}),
    logLines,
    ...(errorData === undefined ? {} : { errorData }),
  });
}

/** npm convex reassembles Transitions that were cut at this size, in characters. */
export const CHUNK_CHARACTERS = 5_000_000;

/**
 * Cuts a large Transition into TransitionChunk frames, so that a slow line still shows life within
 * the client's 60 seconds. A surrogate pair is never cut: half of one is not valid UTF-8.
 */
export function transitionFrames(text: string, transitionId: string, size: number): string[] {
  if (text.length <= size) return [text];
  const chunks: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + size, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
    chunks.push(text.slice(start, end));
    start = end;
  }
  return chunks.map((chunk, partNumber) =>
    JSON.stringify({
      type: "TransitionChunk",
      chunk,
      partNumber,
      totalParts: chunks.length,
      transitionId,
    }),
  );
}
