/** Search over the notes of a client room, for its staff alone (row 27, G8): no client's search asks here. */
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { writeOutMentions } from "../text/mentions";
import { namesIn } from "./mentions";
import {
  type Budget,
  candidatesIn,
  holds,
  isFrom,
  type SearchHit,
  snippetWith,
  type Wanted,
} from "./searchMessages";
import { userLookup } from "./users";
import { UNKNOWN } from "../text/neutralNames";

/** The newest `limit` notes with what is wanted, newest first, and one more if there are more. */
export async function searchNotes(
  ctx: QueryCtx & { viewer: Doc<"users"> },
  room: Doc<"rooms">,
  wanted: Wanted,
  { limit, budget }: { limit: number; budget: Budget },
): Promise<SearchHit[]> {
  if (ctx.viewer.kind !== "staff" || room.kind !== "client") return [];
  const getUser = userLookup(ctx);
  const hits: SearchHit[] = [];
  for (const note of await candidatesIn(ctx, "notes", room, wanted, budget)) {
    if (hits.length > limit) break;
    const name = (await getUser(note.authorId))?.name ?? UNKNOWN;
    const mine = note.authorId === ctx.viewer._id;
    const author = { name, side: "staff" as const, mine, company: null };
    if (!isFrom(author, wanted.from)) continue;
    const text = writeOutMentions(note.text, await namesIn(ctx, note.text));
    if (!(wanted.has ?? []).every((thing) => holds({ text, attachments: [] }, thing))) continue;
    const snippet = snippetWith(text, wanted);
    if (snippet === null) continue;
    const { _id: noteId, seq, time } = note;
    hits.push({ messageId: null, noteId, seq, time, source: "app", author, snippet });
  }
  return hits;
}
