/** Attachments of a reply on their way into its room, under the same rules as uploads (R7, R11). */
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { ActionCtx } from "../_generated/server";
import type { ReceivedEmail } from "../email/receivedEmail";
import { attachmentUrls, downloadAttachment } from "../email/resend";
import { FILES_PER_MESSAGE, sizeRefusal } from "./files";
import { fileFacts, HEAD_BYTES } from "./fileTypes";
import { NO_ROOM_FOR_HELD } from "./heldFiles";
import type { Brought } from "./inbound";

/** So often bytes that do not come are waited for; then the message goes without them and says so. */
const PATIENT_FETCHES = 5;

type Attachment = ReceivedEmail["attachments"][number];
type Place = {
  roomId: Id<"rooms">;
  userId: Id<"users">;
  fetchAttempts: number;
  /** For a held email, what its room still keeps (bytes); null for one that is posted. */
  heldBytesLeft: number | null;
};

/**
 * Fetches and stores what the email carries, if it is going to be posted or held; nothing of others is
 * stored. Tells of each attachment what became of it. Throws when the provider gives no clear answer.
 */
export async function bringAttachments(
  ctx: ActionCtx,
  about: { inboundId: Id<"inboundEmails">; emailId: string; email: ReceivedEmail },
): Promise<Brought[]> {
  const { inboundId, emailId, email } = about;
  if (email.attachments.length === 0) return [];
  const place = await ctx.runQuery(internal.inboundFiles.place, { inboundId, email });
  if (place === null) return [];
  const urls = await attachmentUrls(emailId);
  const brought: Brought[] = [];
  let bytesLeft = place.heldBytesLeft ?? Infinity;
  for (const attachment of email.attachments) {
    const taken = brought.filter(({ fileId }) => fileId !== null).length;
    if (taken >= FILES_PER_MESSAGE) {
      brought.push(refused(attachment, `a message carries at most ${FILES_PER_MESSAGE} files`));
    } else if (attachment.size > bytesLeft) {
      brought.push(refused(attachment, NO_ROOM_FOR_HELD));
    } else {
      brought.push(await bringOne(ctx, place, attachment, urls.get(attachment.id)));
      bytesLeft -= attachment.size;
    }
  }
  return brought;
}

function refused({ id }: Attachment, reason: string): Brought {
  return { attachmentId: id, fileId: null, reason };
}

async function bringOne(
  ctx: ActionCtx,
  place: Place,
  attachment: Attachment,
  url: string | undefined,
): Promise<Brought> {
  if (sizeRefusal(attachment.size) === "FILE_TOO_LARGE") {
    return refused(attachment, "too large: the limit is 20 MB");
  }
  const blob = url === undefined ? null : await patientDownload(url, place.fetchAttempts);
  if (blob === null) return refused(attachment, "it could not be fetched");
  const refusal = sizeRefusal(blob.size);
  if (refusal === "FILE_EMPTY") return refused(attachment, "empty");
  if (refusal !== null) return refused(attachment, "too large: the limit is 20 MB");
  const facts = await fileFacts(new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer()));
  const storageId = await ctx.storage.store(blob);
  const { roomId, userId: uploaderId } = place;
  const file = { roomId, uploaderId, name: attachment.name, size: blob.size, storageId };
  const fileId = await ctx.runMutation(internal.inboundFiles.register, { ...file, ...facts });
  if (fileId === null) return refused(attachment, "no space is left for this person's files");
  return { attachmentId: attachment.id, fileId, reason: "" };
}

async function patientDownload(url: string, attempts: number): Promise<Blob | null> {
  try {
    return await downloadAttachment(url);
  } catch (error) {
    if (attempts < PATIENT_FETCHES) throw error;
    return null;
  }
}
