import { createContext, use, useSyncExternalStore } from "react";
import type { Upload } from "./upload";
import type { UploadStore } from "./uploadStore";

/** The signed-in person's uploads; OutboxProvider gives them. */
export const UploadsContext = createContext<UploadStore | null>(null);

/** The signed-in person's uploads; throws outside OutboxProvider. */
export function useUploads(): UploadStore {
  const uploads = use(UploadsContext);
  if (uploads === null) throw new Error("useUploads needs OutboxProvider above it");
  return uploads;
}

/** How far one upload is; null when this page does not have it (any more). */
export function useUpload(uploadId: string): Upload | null {
  const uploads = useUploads();
  return useSyncExternalStore(uploads.subscribe, () => uploads.get(uploadId));
}
