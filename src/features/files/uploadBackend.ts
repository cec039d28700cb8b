import type { ConvexReactClient } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { RoomId } from "../messages/types";

/** Which of a room's entries may carry a file; fixed before its bytes leave. */
export type FileUse = "messages" | "notes";

/** What an upload asks of the backend; every call may reject with a coded error. */
export type UploadBackend = {
  request: (
    roomId: string,
    file: { name: string; size: number; use: FileUse },
  ) => Promise<{ fileId: string; uploadUrl: string; thumbnailUploadUrl: string }>;
  claim: (
    roomId: string,
    claim: { fileId: string; storageId: string; thumbnailStorageId: string | null },
  ) => Promise<unknown>;
  /** Resolves once the bytes have been checked: null when the file may be sent, else why not. */
  checked: (roomId: string, fileId: string) => Promise<string | null>;
  discard: (roomId: string, fileId: string) => Promise<unknown>;
};

/** The backend behind a Convex client. */
export function convexUploads(client: ConvexReactClient): UploadBackend {
  return {
    request: (roomId, { use, ...file }) => {
      const ask = use === "notes" ? api.files.requestNoteUpload : api.files.requestUpload;
      return client.mutation(ask, { roomId: roomId as RoomId, ...file });
    },
    claim: (roomId, claim) => client.mutation(api.files.claim, { roomId, ...claim }),
    checked: (roomId, fileId) => untilChecked(client, { roomId, fileId }),
    discard: (roomId, fileId) => client.mutation(api.files.discard, { roomId, fileId }),
  };
}

function untilChecked(
  client: ConvexReactClient,
  args: { roomId: string; fileId: string },
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const watch = client.watchQuery(api.files.upload, args);
    const look = () => {
      try {
        const found = watch.localQueryResult();
        if (found === undefined || found.state === "uploading" || found.state === "checking") {
          return;
        }
        resolve(found.refusal);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      end();
    };
    const stop = watch.onUpdate(look);
    // The first look may find the answer before `onUpdate` has given its end.
    const end = () => queueMicrotask(() => stop());
    look();
  });
}
