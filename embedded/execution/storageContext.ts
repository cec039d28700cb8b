/** `ctx.storage` inside a transaction: metadata, upload tokens, deletion. Bytes are for actions. */
import { STORAGE_TABLE } from "./systemDocuments.ts";
import type { FunctionCall } from "./scope.ts";
import { deleteFileRow, getFileRow } from "../storage/fileRows.ts";

/** What queries can do. */
export class StorageReader {
  readonly call: FunctionCall;

  constructor(call: FunctionCall) {
    this.call = call;
  }

  async getUrl(id: string) {
    void fileRow(this.call, id);
    // The backend serves no bytes to whoever has a link: the app's own HTTP action asks who
    // reads before it answers (G10). So there is never a URL, as for a file that is gone.
    return null;
  }

  async getMetadata(id: string) {
    const row = fileRow(this.call, id);
    if (row === null) return null;
    const { _id, sha256, size, contentType } = row;
    return { storageId: _id, sha256, size, contentType: contentType ?? null };
  }
}

/** What mutations can do. */
export class StorageWriter extends StorageReader {
  async generateUploadUrl() {
    void this.call.transaction;
    const { scope } = this.call;
    return scope.files.newUploadUrl(scope.now);
  }

  async delete(id: string) {
    await this.call.settleNested();
    const fileName = deleteFileRow(this.call.transaction, id);
    if (fileName === null) throw new Error(`There is no file ${JSON.stringify(id)} in storage.`);
    // Bytes go only when the deletion is certain: an undone mutation must leave its file whole.
    const { scope } = this.call;
    scope.afterCommit.push(() => scope.files.removeLater(fileName));
  }
}

function fileRow(call: FunctionCall, id: string) {
  if (typeof id !== "string") throw new TypeError(`An id of ${STORAGE_TABLE} must be a string.`);
  return getFileRow(call.transaction, id);
}
