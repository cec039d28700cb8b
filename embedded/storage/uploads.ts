/** `POST /api/storage/upload?token=…`: bytes in, storage id out. */
import { StorageError } from "../database/errors.ts";
import type { Clock } from "../clock.ts";
import type { Transactions } from "../execution/transactions.ts";
import { insertFileRow } from "./fileRows.ts";
import { FileTooLarge, type FileStore } from "./fileStore.ts";

export type UploadOptions = { files: FileStore; transactions: Transactions; clock: Clock };

/** Answers an upload. */
export type UploadHandler = (request: Request, token: string | null) => Promise<Response>;

const MAX_CONTENT_TYPE_CHARACTERS = 255;

/**
 * Gives 200 `{storageId}`; 401 without a valid token or with one that has had its upload, 413 for a file that is too large (before it
 * is read, if its length is announced), 400 for a wrong `Digest`, 507 when the disk is full.
 */
export function createUploadHandler(options: UploadOptions): UploadHandler {
  return async (request, token) => {
    const { files, clock } = options;
    if (token === null || !files.takeUploadToken(token, clock.now())) {
      return refuse(401, "UPLOAD_TOKEN_INVALID", "This upload link is not valid any more.");
    }
    let isStored = false;
    try {
      const response = await storeOrRefuse(request, options);
      isStored = response.ok;
      return response;
    } finally {
      if (!isStored) files.giveBackUploadToken(token);
    }
  };
}

async function storeOrRefuse(request: Request, options: UploadOptions): Promise<Response> {
  const { files } = options;
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > files.maxFileBytes) return tooLarge(files.maxFileBytes);
  try {
    return await store(request, options);
  } catch (error) {
    if (error instanceof FileTooLarge) return tooLarge(files.maxFileBytes);
    if (error instanceof StorageError) {
      return refuse(507, error.code, "The server cannot store files right now.");
    }
    throw error;
  }
}

async function store(request: Request, options: UploadOptions): Promise<Response> {
  const { files, transactions } = options;
  const bytes = await files.write(chunksOf(request));
  const digest = /^sha-?256=(.+)$/i.exec(request.headers.get("digest") ?? "")?.[1];
  if (digest !== undefined && digest !== bytes.sha256) {
    files.removeLater(bytes.fileName);
    return refuse(400, "DIGEST_MISMATCH", "The uploaded bytes do not have the announced digest.");
  }
  const contentType = request.headers.get("content-type");
  const kept = contentType === null ? null : contentType.slice(0, MAX_CONTENT_TYPE_CHARACTERS);
  const storageId = await files.keep(bytes, () =>
    transactions.system((transaction) => insertFileRow(transaction, bytes, kept)),
  );
  return Response.json({ storageId });
}

async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body === null) return;
  // The DOM's types do not know that Node's streams can be iterated.
  yield* request.body as unknown as AsyncIterable<Uint8Array>;
}

function tooLarge(limit: number): Response {
  return refuse(413, "FILE_TOO_LARGE", `A file can have at most ${limit} bytes.`);
}

function refuse(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status });
}
