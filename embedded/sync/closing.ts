import { ProtocolError } from "./protocol.ts";
import { fatalErrorFrame } from "./serverMessages.ts";

/** WebSocket close codes (RFC 6455 §7.4.1). The stock client reconnects after all of them. */
export const CLOSE = {
  normal: 1000,
  goingAway: 1001,
  unsupportedData: 1003,
  /** Never sent: stands for a peer that is gone. */
  abnormal: 1006,
  policy: 1008,
  internal: 1011,
  tryLater: 1013,
} as const;

/** How to end a socket: a frame to send before, if any, then the closing code and reason. */
export type Closing = { frame: string | null; code: number; reason: string };

/** The client's own fault is named to it; anything else is none of its business. */
export function closingFor(error: unknown): Closing {
  if (!(error instanceof ProtocolError)) {
    return { frame: null, code: CLOSE.internal, reason: "InternalServerError" };
  }
  const reason = `${error.code}: ${error.message}`;
  const isOverload = error.code.startsWith("TooMany");
  return {
    frame: error.fatal ? fatalErrorFrame(reason) : null,
    code: isOverload ? CLOSE.tryLater : CLOSE.policy,
    reason,
  };
}
