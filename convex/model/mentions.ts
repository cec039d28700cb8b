/**
 * Who a message mentions, and how that reads for whom (R5): staff see names; a client sees their own
 * name, "@team" for any of the firm, and a neutral word for other clients, never an id.
 */
import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import {
  type MentionNames,
  mentionToken,
  renameMentions,
  SOMEONE,
  TEAM,
  tokenKeys,
  YOU,
} from "../text/mentions";
import type { Reader } from "./views";
import { getParticipant } from "./rooms";

/** People named in one message; further ones become neutral words. */
export const MENTIONS_LIMIT = 20;
/** "@team" as people type it, in the app or in an email; not inside a word, an address or a token. */
const TYPED_TEAM = /(?<![\p{L}\p{N}_.<@/-])@team(?![\p{L}\p{N}_@-]|\.\p{L})/giu;

/** How one mention is called; `you`: it means the reader. */
export const vMention = v.object({ key: v.string(), name: v.string(), you: v.boolean() });

/** The fields of a message that hold who it mentions. */
export type Mentioning = {
  text: string;
  mentions?: Id<"users">[];
  mentionsTeam?: boolean;
};

/**
 * A text as it is stored: "@team" becomes its token; tokens of people stay where the author is staff
 * and the person sits in the room, and become neutral otherwise (clients mention the team alone).
 */
export async function settleMentions(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  author: Reader,
  typed: string,
): Promise<Mentioning> {
  if (!typed.includes("@")) return { text: typed };
  const withTeam = typed.replace(TYPED_TEAM, mentionToken(TEAM));
  const mentions = new Set<Id<"users">>();
  for (const key of author.kind === "staff" ? tokenKeys(withTeam) : []) {
    const userId = ctx.db.normalizeId("users", key);
    if (userId === null || mentions.size >= MENTIONS_LIMIT) continue;
    if ((await getParticipant(ctx, roomId, userId)) !== null) mentions.add(userId);
  }
  const isKnown = (key: string) => key === TEAM || mentions.has(key as Id<"users">);
  const text = renameMentions(withTeam, (key) => (isKnown(key) ? key : SOMEONE));
  return {
    text,
    ...(mentions.size === 0 ? {} : { mentions: [...mentions] }),
    ...(tokenKeys(text).includes(TEAM) ? { mentionsTeam: true } : {}),
  };
}

/** The people in a stored text, by name; for staff. */
export async function namesIn(ctx: QueryCtx, text: string): Promise<MentionNames> {
  const names: { key: string; name: string }[] = [];
  for (const key of new Set(tokenKeys(text))) {
    const userId = ctx.db.normalizeId("users", key);
    const user = userId === null ? null : await ctx.db.get("users", userId);
    if (user !== null) names.push({ key, name: user.name });
  }
  return names;
}

/** Is this person meant? Staff by name or as the team, clients by name. */
export function isMentioned(message: Doc<"messages">, user: Doc<"users">): boolean {
  const isNamed = message.mentions?.includes(user._id) ?? false;
  return isNamed || (user.kind === "staff" && message.mentionsTeam === true);
}

/** A person whom a text names. */
export type Mentioned = Pick<Doc<"users">, "_id" | "name" | "kind">;

/** What a reader gets of a text with mentions. */
export type MentionView = { text: string; mentions: (MentionNames[number] & { you: boolean })[] };

/**
 * A message's text for one kind of reader. `you` is the reader when the message names them, else
 * null; `people` are those it names. Ids stay for staff alone.
 */
export function mentionView(
  message: Doc<"messages">,
  reader: Reader,
  you: Mentioned | null,
  people: readonly Mentioned[],
): MentionView {
  const isStaff = reader.kind === "staff";
  const team = message.mentionsTeam ? [{ key: TEAM, name: TEAM, you: isStaff }] : [];
  if (isStaff) {
    const named = people.map(({ _id, name }) => ({ key: _id, name, you: _id === you?._id }));
    return { text: message.text, mentions: [...named, ...team] };
  }
  const neutral = (key: string) => {
    if (key === you?._id) return YOU;
    const isOfTeam = people.some(({ _id, kind }) => _id === key && kind === "staff");
    return key === TEAM || isOfTeam ? TEAM : SOMEONE;
  };
  const own = you === null ? [] : [{ key: YOU, name: you.name, you: true }];
  return { text: renameMentions(message.text, neutral), mentions: [...own, ...team] };
}

/** As mentionView, for one message alone (previews, emails, quotes). `getUser` remembers people. */
export async function readMentions(
  message: Doc<"messages">,
  reader: Doc<"users">,
  getUser: (id: Id<"users">) => Promise<Doc<"users"> | null>,
): Promise<MentionView> {
  const people: Doc<"users">[] = [];
  for (const id of message.mentions ?? []) {
    const user = await getUser(id);
    if (user !== null) people.push(user);
  }
  const you = message.mentions?.includes(reader._id) === true ? reader : null;
  return mentionView(message, reader, you, people);
}
