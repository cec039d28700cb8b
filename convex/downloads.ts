/**
 * `GET /files/<fileId>`: the only way to a file's bytes (row 10, G10). Whoever asks shows a sign-in or a
 * ticket, and their seat is looked at again each time; every refusal is the same 404.
 */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { internalQuery, publicHttpAction } from "./functions";
import { readRange } from "./model/byteRange";
import { contentDisposition } from "./model/fileNames";
import { isReadable } from "./model/files";
import { allowSignIn, privateHeaders, refuse } from "./model/privateResponses";
import { getParticipant } from "./model/rooms";
import { getViewer } from "./model/users";
import { vFileKind } from "./validators";

/**
 * GET (and HEAD) /files/<fileId>[?thumbnail=1][&download=1][&ticket=…], with `Authorization: Bearer` where there is
 * no ticket. 200, or 206 for a single Range, 416 for one outside; 404 for everything that the asker
 * may not have, be it there or not.
 */
export const download = publicHttpAction(async (ctx, request) => {
  const url = new URL(request.url);
  const found = await ctx.runQuery(internal.downloads.find, {
    fileId: url.pathname.replace(/^.*\//, ""),
    ticket: url.searchParams.get("ticket"),
    thumbnail: url.searchParams.get("thumbnail") === "1",
    now: Date.now(),
  });
  const blob = found === null ? null : await ctx.storage.get(found.storageId);
  if (found === null || blob === null) return refuse(request);
  const isInline = found.kind === "image" && url.searchParams.get("download") !== "1";
  const headers = privateHeaders(request);
  headers.set("Content-Type", found.contentType);
  headers.set(
    "Content-Disposition",
    contentDisposition(isInline ? "inline" : "attachment", found.name),
  );
  return answer(request, blob, headers);
});

function answer(request: Request, blob: Blob, headers: Headers): Response {
  headers.set("Accept-Ranges", "bytes");
  // Without a validator of ours nothing can match If-Range (RFC 9110, 13.1.5).
  const asked = request.headers.has("If-Range") ? null : request.headers.get("Range");
  const range = readRange(asked, blob.size);
  if (range === null) {
    headers.set("Content-Range", `bytes */${blob.size}`);
    return new Response(null, { status: 416, headers });
  }
  const part = range === "whole" ? blob : blob.slice(range.start, range.end);
  headers.set("Content-Length", String(part.size));
  if (range !== "whole") {
    headers.set("Content-Range", `bytes ${range.start}-${range.end - 1}/${blob.size}`);
  }
  // The stream, since a Blob would bring the type that its sender gave.
  const body = request.method === "HEAD" ? null : part.stream();
  return new Response(body, { status: range === "whole" ? 200 : 206, headers });
}

/** OPTIONS /files/…: lets the app's page send its sign-in, where it lives at another address. */
export const preflight = publicHttpAction((_ctx, request) => {
  return Promise.resolve(allowSignIn(request, "Authorization, Range"));
});

/** What the caller, or the holder of the ticket, may have of a file just now; null is every refusal. */
export const find = internalQuery({
  args: {
    fileId: v.string(),
    ticket: v.union(v.string(), v.null()),
    thumbnail: v.boolean(),
    now: v.number(),
  },
  returns: v.union(
    v.null(),
    v.object({
      storageId: v.id("_storage"),
      contentType: v.string(),
      kind: vFileKind,
      name: v.string(),
    }),
  ),
  handler: async (ctx, { fileId: idText, ticket, thumbnail, now }) => {
    const fileId = ctx.db.normalizeId("files", idText);
    const file = fileId === null ? null : await ctx.db.get("files", fileId);
    if (file === null) return null;
    const reader =
      ticket === null ? await getViewer(ctx) : await ticketHolder(ctx, ticket, file, now);
    if (reader === null || !isReadable(file, reader)) return null;
    if ((await getParticipant(ctx, file.roomId, reader._id)) === null) return null;
    const { kind, name } = file;
    const storageId = thumbnail ? file.thumbnailStorageId : file.storageId;
    const contentType = thumbnail ? file.thumbnailType : file.contentType;
    if (storageId === undefined || contentType === undefined) return null;
    return { storageId, contentType, kind, name };
  },
});

async function ticketHolder(
  ctx: QueryCtx,
  token: string,
  file: Doc<"files">,
  now: number,
): Promise<Doc<"users"> | null> {
  const ticket = await ctx.db
    .query("fileTickets")
    .withIndex("by_token", (q) => q.eq("token", token))
    .unique();
  if (ticket === null || ticket.fileId !== file._id || ticket.expiresTime < now) return null;
  const holder = await ctx.db.get("users", ticket.userId);
  return holder?.state === "active" ? holder : null;
}
