/** Taking everything out of a received email that it said; ids and outcome stay (it is never posted twice). */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { getHeldText } from "./heldEmails";
import { dropHeld } from "./heldFiles";

/** One that nobody has decided about ends undecided: rejected, or failed before it could be read. */
export async function forgetInbound(
  ctx: MutationCtx,
  inbound: Doc<"inboundEmails">,
): Promise<void> {
  const held = await getHeldText(ctx, inbound._id);
  if (held !== null) {
    await dropHeld(ctx, held);
    await ctx.db.delete("heldTexts", held._id);
  }
  const { webhookId, emailId, state, reason, fetchAttempts, nextFetchTime } = inbound;
  const { roomId, messageId, settledById } = inbound;
  const end = { held: "rejected", received: "failed" } as const;
  await ctx.db.replace("inboundEmails", inbound._id, {
    webhookId,
    emailId,
    event: "",
    state: state === "held" || state === "received" ? end[state] : state,
    fetchAttempts,
    nextFetchTime,
    forgottenTime: Date.now(),
    ...(reason === undefined ? {} : { reason }),
    ...(roomId === undefined ? {} : { roomId }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(settledById === undefined ? {} : { settledById }),
  });
}
