/** Muting (R13): off is off, and switching on again mails nothing that came meanwhile. */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { raiseMailedPosition } from "./positions";
import { requireRoomHead } from "./rooms";

/** Sets one seat's room email. Asking for what already is changes nothing. */
export async function setRoomEmailOff(
  ctx: MutationCtx,
  seat: Doc<"participants">,
  emailOff: boolean,
): Promise<void> {
  if (seat.emailOff === emailOff) return;
  await ctx.db.patch("participants", seat._id, { emailOff });
  if (!emailOff) {
    const { lastSeq } = await requireRoomHead(ctx, seat.roomId);
    await raiseMailedPosition(ctx, seat.userId, seat.roomId, lastSeq);
  }
}
