import type { MessageView } from "../messages/types";
import type { PickedFile } from "./upload";

type Attachment = MessageView["attachments"][number];

/** A file of a row: one that the server has, or one that is on its way from this browser. */
export type ShownFile =
  | { key: string; stored: Attachment; picked: null }
  | { key: string; stored: null; picked: PickedFile };

/** The files of a stored message or note. */
export function storedFiles(view: Pick<MessageView, "attachments">): ShownFile[] {
  return view.attachments.map((stored) => ({ key: stored.fileId, stored, picked: null }));
}

/** The files of a message that is not confirmed yet. */
export function pickedFiles(files: readonly PickedFile[]): ShownFile[] {
  return files.map((picked) => ({ key: picked.uploadId, stored: null, picked }));
}

/** Whether a file takes a tile among the pictures. */
export function isPicture({ stored, picked }: ShownFile): boolean {
  return stored === null ? picked.isImage : stored.kind === "image";
}
