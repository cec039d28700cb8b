/** A file in the list of a room's files, as each audience may see it. */
import { v, type Infer } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { toAttachment } from "./files";
import { authorName, toAttachmentView, vAttachmentView } from "./views";

export const vRoomFileView = v.object({
  file: vAttachmentView,
  /** When it was brought in (ms). */
  time: v.number(),
  /** Who sent it: only a message's author brings files, so that a client knows them already (R5). */
  author: v.object({ name: v.string(), mine: v.boolean() }),
});

/** `file` is one that a message carries; `author` its uploader. */
export function toRoomFileView(
  file: Doc<"files">,
  about: { reader: Doc<"users">; author: Doc<"users"> | null; firm: Doc<"firm"> },
): Infer<typeof vRoomFileView> {
  const { reader, author, firm } = about;
  return {
    file: toAttachmentView(toAttachment(file)),
    time: file.createdTime,
    author: { name: authorName(author, reader, firm), mine: file.uploaderId === reader._id },
  };
}
