/** An opened room as each audience may see it. */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { notFound } from "../errors";
import { requireFirm } from "./firm";
import { roomSeats } from "./participants";
import { canManageParticipants, canManageRoom, canPost } from "./permissions";
import { badgeSeq } from "./positions";
import { removedBefore } from "./retention";
import { requireRoomHead, roomFacts } from "./rooms";
import { toNotifyView, type vClientRoomView, type vStaffRoomView } from "./views";
import { UNKNOWN } from "../text/neutralNames";

type OpenedCtx = QueryCtx & {
  viewer: Doc<"users">;
  room: Doc<"rooms">;
  participant: Doc<"participants">;
};

/** What the room's header and composer need. Clients get no count, creator or time of creation. */
export async function openRoom(
  ctx: OpenedCtx,
): Promise<Infer<typeof vStaffRoomView> | Infer<typeof vClientRoomView>> {
  const { viewer, room, participant } = ctx;
  const { kind, archived } = roomFacts(room);
  const seen = await badgeSeq(ctx, viewer._id, room._id);
  const { lastSeq } = await requireRoomHead(ctx, room._id);
  const post = canPost(viewer, { kind, archived }) === "allowed";
  const common = {
    notify: toNotifyView(participant),
    readSeq: seen,
    lastSeq,
    removedBeforeTime: await removedBefore(ctx, room._id),
  };
  const shown = { roomId: room._id, name: room.name, kind, archived };
  if (viewer.kind === "client") {
    const firm = await requireFirm(ctx);
    return { ...common, kind: "client", room: shown, firmName: firm.name, can: { post } };
  }
  const isCreator = room.creatorId === viewer._id;
  const canManage = canManageRoom(viewer, { isCreator });
  const seats = await roomSeats(ctx, room._id);
  return {
    ...common,
    kind: "staff",
    room: { ...shown, createdTime: room.createdTime ?? room._creationTime },
    portalId: room.portalId ?? null,
    participantCount: seats.length,
    clientCount: seats.filter((seat) => seat.userKind === "client").length,
    creatorName: (await ctx.db.get("users", room.creatorId))?.name ?? UNKNOWN,
    viewerIsCreator: isCreator,
    can: {
      post,
      rename: canManage,
      archive: canManage,
      manageParticipants: canManageParticipants({ isCreator }),
    },
  };
}

/** The name that was typed, else the portal's (R1). Errors: NOT_FOUND (portal). */
export async function roomNameFor(
  ctx: QueryCtx,
  wish: { name: string | undefined; portalId: Id<"portals"> | undefined },
): Promise<string> {
  const portal = wish.portalId === undefined ? null : await ctx.db.get("portals", wish.portalId);
  if (wish.portalId !== undefined && portal === null) throw notFound();
  return wish.name ?? portal?.name ?? "";
}
