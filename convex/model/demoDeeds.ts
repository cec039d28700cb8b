/** What became of the demo's messages after they were written: answers, reactions, pins, edits. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { DemoLine } from "./demoFirm";
import { deleteMessage } from "./messages";
import { setPinned } from "./pins";
import { setReaction } from "./reactions";

const MINUTE_MS = 60_000;
/** So long after writing a message its author changed it. */
const EDITED_AFTER_MS = 4 * MINUTE_MS;

/**
 * Applies what `lines` say of the messages written for them, `messageIds` in the same order. `person`
 * gives the account of a subject.
 */
export async function applyDemoDeeds(
  ctx: MutationCtx,
  lines: readonly DemoLine[],
  messageIds: readonly Id<"messages">[],
  person: (subject: string) => Doc<"users">,
): Promise<void> {
  for (const [position, line] of lines.entries()) {
    const messageId = messageIds[position];
    if (messageId === undefined) continue;
    const quotedId = messageIds[lines.findIndex(({ key }) => key === line.answers)];
    if (line.answers !== undefined) await ctx.db.patch("messages", messageId, { quotedId });
    if (line.before !== undefined) await edit(ctx, messageId, line.before);
    for (const [emoji, subjects] of Object.entries(line.reactions ?? {})) {
      for (const subject of subjects) {
        const userId = person(subject)._id;
        await setReaction(ctx, await written(ctx, messageId), { userId, emoji, on: true });
      }
    }
    const message = await written(ctx, messageId);
    if (line.pinnedBy !== undefined) {
      await setPinned(ctx, message, { pinned: true, pinnedById: person(line.pinnedBy)._id });
    }
    if (line.deletedBy !== undefined) await deleteMessage(ctx, message, person(line.deletedBy)._id);
  }
}

async function edit(ctx: MutationCtx, messageId: Id<"messages">, before: string): Promise<void> {
  const { time: writtenTime } = await written(ctx, messageId);
  await ctx.db.insert("messageEdits", { messageId, text: before, writtenTime });
  await ctx.db.patch("messages", messageId, { editedTime: writtenTime + EDITED_AFTER_MS });
}

async function written(ctx: MutationCtx, messageId: Id<"messages">): Promise<Doc<"messages">> {
  const message = await ctx.db.get("messages", messageId);
  if (message === null) throw new Error("A message of the demo is gone.");
  return message;
}
