/** `ctx.storage` inside a transaction: metadata, upload tokens, deletion. Bytes are for actions. */
import { STORAGE_TABLE } from "./systemDocuments.ts";
import type { FunctionCall } from "./scope.ts";
import { deleteFileRow, getFileRow } from "../storage/fileRows.ts";

/** What queries can do. */
export function storageReader(call: FunctionCall): Record<string, unknown> {
  return {
    getUrl: async (id: string) => {
      void fileRow(call, id);
      // The backend serves no bytes to whoever has a link: the app's own HTTP action asks who
      // reads before it answers (G10). So there is never a URL, as for a file that is gone.
      return null;
    },
    getMetadata: async (id: string) => {
      const row = fileRow(call, id);
      if (row === null) return null;
      const { _id, sha256, size, contentType } = row;
      return { storageId: _id, sha256, size, contentType: contentType ?? null };
    },
  };
}

/** What mutations can do. */
export function storageWriter(call: FunctionCall): Record<string, unknown> {
  const { scope } = call;
  return {
    ...storageReader(call),
    generateUploadUrl: async () => {
      void call.transaction;
      return scope.files.newUploadUrl(scope.now);
    },
    delete: async (id: string) => {
      await call.settleNested();
      const fileName = deleteFileRow(call.transaction, id);
      if (fileName === null) throw new Error(`There is no file ${JSON.stringify(id)} in storage.`);
      // Bytes go only when the deletion is certain: an undone mutation must leave its file whole.
      scope.afterCommit.push(() => scope.files.removeLater(fileName));
    },
  };
}

function fileRow(call: FunctionCall, id: string) {
  if (typeof id !== "string") throw new TypeError(`An id of ${STORAGE_TABLE} must be a string.`);
  return getFileRow(call.transaction, id);
}
