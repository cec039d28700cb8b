import type { UploadPlace, UploadState } from "./uploadState";

/** What an unsent message or note knows of a file: enough to show it, also after a reload. */
export type PickedFile = {
  uploadId: string;
  name: string;
  /** bytes */
  size: number;
  isImage: boolean;
  width: number | null;
  height: number | null;
};

export type Upload = PickedFile & {
  place: UploadPlace;
  /** An address of the picture on this device. */
  previewUrl: string | null;
  state: UploadState;
};

/** What an entry of the outbox keeps of an upload. */
export function toPicked({ uploadId, name, size, isImage, width, height }: Upload): PickedFile {
  return { uploadId, name, size, isImage, width, height };
}
