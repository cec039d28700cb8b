/** The files of the demo firm: an action, since only actions store bytes; it runs beside the start. */
import { type Infer, v } from "convex/values";
import { internal } from "./_generated/api";
import type { ActionCtx } from "./_generated/server";
import { internalAction, internalMutation } from "./functions";
import { type DemoScene, demoPdf, demoPicture } from "./model/demoPictures";
import { attachFiles, insertReadyFile } from "./model/files";
import { fileFacts, HEAD_BYTES } from "./model/fileTypes";
import { searchTextOf } from "./model/searchTerms";
import { vFileKind } from "./validators";

/** The files of the demo, by name; demoPictures.ts makes them. */
const DEMO_FILES: Record<
  string,
  { kind: "picture"; scene: DemoScene } | { kind: "pdf"; heading: string; lines: string[] }
> = {
  "glaze-sea.png": { kind: "picture", scene: "sea" },
  "glaze-sand.png": { kind: "picture", scene: "sand" },
  "website-plan.pdf": {
    kind: "pdf",
    heading: "Acme Ceramics: the new website",
    lines: [
      "1. Structure and tone by Friday",
      "2. Design of three pages the week after",
      "3. Shop with the new glaze line before the autumn fair",
      "4. Launch on the 1st",
    ],
  },
};

const PICTURE = { width: 720, height: 540 };
const THUMBNAIL = { width: 400, height: 300 };

/** Which of the demo's files (DEMO_FILES) a message of the demo carries. */
export const vDemoCarrier = v.object({ messageId: v.id("messages"), names: v.array(v.string()) });

const vStoredFile = v.object({
  name: v.string(),
  size: v.number(),
  storageId: v.id("_storage"),
  contentType: v.string(),
  kind: vFileKind,
  width: v.union(v.number(), v.null()),
  height: v.union(v.number(), v.null()),
  thumbnail: v.union(v.null(), v.object({ storageId: v.id("_storage"), type: v.string() })),
});

/** Makes and stores the files that the demo's messages carry, and puts them there. */
export const bring = internalAction({
  args: { carriers: v.array(vDemoCarrier) },
  returns: v.null(),
  handler: async (ctx, { carriers }) => {
    for (const { messageId, names } of carriers) {
      const files = [];
      for (const name of names) files.push(await storeOne(ctx, name));
      await ctx.runMutation(internal.demoFiles.put, { messageId, files });
    }
    return null;
  },
});

async function storeOne(ctx: ActionCtx, name: string): Promise<Infer<typeof vStoredFile>> {
  const file = DEMO_FILES[name];
  if (file === undefined) throw new Error(`The demo has no ${name}.`);
  if (file.kind === "pdf") {
    return { ...(await stored(ctx, demoPdf(file.heading, file.lines))), name, thumbnail: null };
  }
  const { width, height } = PICTURE;
  const whole = await stored(ctx, demoPicture(file.scene, width, height));
  const small = await stored(ctx, demoPicture(file.scene, THUMBNAIL.width, THUMBNAIL.height));
  const thumbnail = { storageId: small.storageId, type: small.contentType };
  return { ...whole, name, thumbnail };
}

/** Stores bytes; what they are is read from them, as from everybody's. */
async function stored(ctx: ActionCtx, bytes: Uint8Array<ArrayBuffer>) {
  const facts = await fileFacts(bytes.subarray(0, HEAD_BYTES));
  return { ...facts, size: bytes.length, storageId: await ctx.storage.store(new Blob([bytes])) };
}

/** Puts stored files on a message of the demo, unless it was deleted or has them. */
export const put = internalMutation({
  args: { messageId: v.id("messages"), files: v.array(vStoredFile) },
  returns: v.null(),
  handler: async (ctx, { messageId, files }) => {
    const message = await ctx.db.get("messages", messageId);
    if (message === null || message.deletedTime !== undefined || message.attachments) return null;
    const { roomId, authorId, text } = message;
    const fileIds = [];
    for (const file of files) {
      fileIds.push(await insertReadyFile(ctx, { ...file, roomId, uploaderId: authorId }));
    }
    const attachments = await attachFiles(ctx, roomId, authorId, fileIds);
    const searchText = searchTextOf({ text, attachments });
    await ctx.db.patch("messages", messageId, { attachments, searchText });
    return null;
  },
});
