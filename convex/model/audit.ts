/** The audit log: written in the same transaction as the deed. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

export type AuditAction =
  | "room.create"
  | "room.rename"
  | "room.archive"
  | "room.unarchive"
  | "participant.add"
  | "participant.remove"
  | "participant.leave"
  | "participant.reserve"
  | "participant.unreserve"
  | "room.handOver"
  | "room.export"
  | "message.delete"
  | "note.delete"
  | "user.role"
  | "user.suspend"
  | "user.reactivate"
  | "user.activate"
  | "user.loseSignIn"
  | "portal.create"
  | "portal.rename"
  | "invitation.send"
  | "invitation.revoke"
  | "message.askConfirmation"
  | "inbound.accept"
  | "inbound.reject"
  | "user.addAddress"
  | "user.resumeMail"
  | "firm.update"
  | "firm.retention"
  | "retention.run"
  | "user.erase"
  | "firm.setUp";

/** Records who did what to which room, person or thing. `detail` never holds a message's text. */
export async function recordAudit(
  ctx: MutationCtx,
  actor: Doc<"users">,
  action: AuditAction,
  about: { roomId?: Id<"rooms">; userId?: Id<"users">; detail?: string },
): Promise<void> {
  await ctx.db.insert("auditEvents", { actorId: actor._id, action, ...about });
}
