/**
 * The guards of convex/, each with the edit that takes it away. `find` stands exactly once in
 * `file`. `hint` names the tests that should see it go, to ask those first: a pattern for their
 * titles; the name of a function stands for the matrix's rows about it.
 */

/** What each door would be if it asked one thing less. */
const WEAKER_DOORS = {
  staffQuery: "viewerQuery",
  staffMutation: "viewerMutation",
  adminQuery: "staffQuery",
  adminMutation: "staffMutation",
  roomStaffQuery: "roomQuery",
  roomStaffMutation: "roomMutation",
  roomHiddenQuery: "roomStaffQuery",
  roomNotesQuery: "roomQuery",
  roomNotesMutation: "roomMutation",
  roomExportQuery: "roomQuery",
  roomExportMutation: "roomMutation",
  roomSeatingMutation: "roomCreatorMutation",
  roomCreatorMutation: "roomManagerMutation",
  roomManagerMutation: "roomMutation",
};

const AUTHORITY = {
  file: "convex/model/people.ts",
  find: "!isAdministrator(actor) || ",
  replace: "",
};

/** What a module asks once more behind its doors: only without both does anybody come through. */
const AGAIN = {
  team: [AUTHORITY],
  erasures: [AUTHORITY],
  invitations: [
    {
      file: "convex/invitations.ts",
      find: 'invitee.kind === "staff" && !isAdministrator(viewer)',
      replace: "false",
    },
  ],
};

/**
 * Every exported function behind the next weaker door, so that a new function is covered by being
 * written.
 * @param {string} file "convex/rooms.ts"
 * @param {string} source its text
 */
export function weakenedDoors(file, source) {
  const module = file.replace(/^convex\/|\.ts$/g, "");
  return [...source.matchAll(/^export const (\w+) = (\w+)\(/gm)]
    .filter(([, , door]) => door in WEAKER_DOORS)
    .map(([find, name, door]) => ({
      name: `${module}.${name} behind ${WEAKER_DOORS[door]}`,
      file,
      find,
      also: AGAIN[module] ?? [],
      replace: `import { ${WEAKER_DOORS[door]} as weaker_${name} } from "./functions";\nexport const ${name} = weaker_${name}(`,
      hint: `${module}:${name}`,
    }));
}

const functions = "convex/functions.ts";
const permissions = "convex/model/permissions.ts";
const participants = "convex/model/participants.ts";
const people = "convex/model/people.ts";
const acquaintance = "convex/model/acquaintance.ts";
const avatars = "convex/model/avatars.ts";
const quota = "convex/model/storageQuota.ts";
const handover = "convex/model/handover.ts";
const invitations = "convex/model/invitations.ts";
const sessions = "convex/model/sessions.ts";
const codes = "convex/model/signInCodes.ts";
const views = "convex/model/views.ts";
const users = "convex/model/users.ts";
const messages = "convex/model/messages.ts";
const held = "convex/model/heldEmails.ts";
const files = "convex/model/files.ts";
const downloads = "convex/downloads.ts";
const obstacles = "convex/model/digestContent.ts";
const mentions = "convex/model/mentions.ts";
const typing = "convex/model/typing.ts";
const levels = "convex/model/notifications.ts";

/** [what is gone, file, find, replace, hint, what else has to go with it] */
// prettier-ignore
const EDITS = [
  ["a search in one room without a seat there", "convex/model/search.ts", "roomId === null ? null : await getParticipant(ctx, roomId, ctx.viewer._id)", "roomId === null ? null : { roomId }", "without a seat"],
  ["a search is its person's", "convex/model/searches.ts", " || search.userId !== userId", "", "another's search"],
  ["a client's search asks for no notes", "convex/model/searchNotes.ts", 'ctx.viewer.kind !== "staff" || ', "", "nobody else"],
  ["searches are counted", "convex/search.ts", 'await requireWithinRate(ctx, "search", ctx.viewer._id);', "", "flood"],
  ["what a view hides finds nothing", "convex/model/searchMessages.ts", "writeOutMentions(view.text, view.mentions)", "JSON.stringify(view)", "search"],
  ["the export's right", "convex/functions.ts", "if (!canExport(viewer, { isCreator })) throw forbidden();", "void isCreator;", "transcripts"],
  ["no notes in a client edition", "convex/transcripts.ts", 'if (withNotes && edition === "client") {', "if (false) {", "edition"],
  ["a client edition by clients' views", "convex/model/transcripts.ts", '{ kind: "client" as const, self: null }', '{ kind: "staff" as const, self: null }', "edition"],
  // files
  ["a file is its uploader's", files, " || file.uploaderId !== uploaderId) throw", ") throw", "send another's file"],
  ["a file is its room's", files, "file === null || file.roomId !== roomId || file.uploaderId", "file === null || file.uploaderId", "person or room"],
  ["an unsent file is its sender's alone", files, '(file.state === "ready" && file.uploaderId === reader._id)', 'file.state === "ready"', "unsent"],
  ["stored bytes are one file's", "convex/files.ts", "stored === null || (await isStorageTaken(ctx, storageId))", "stored === null", "stands behind another"],
  ["a note's file is the staff's", files, 'if (file.forNotes === true && reader.kind !== "staff") return false;', "", "link to a note's file"],
  ["a note's file is no message's", files, 'if ((file.forNotes === true) !== (use === "notes")) throw notFound();', "", "message's file"],
  ["a room's files are those of messages", "convex/files.ts", '.eq("forNotes", undefined).eq("state", "attached")', '', "list.*files|nobody else"],
  ["a note's upload asks the matrix", "convex/files.ts", "requireAllowed(canWriteNote(roomFacts(ctx.room)));", "", "files:requestNoteUpload"],
  ["bytes are asked for with a seat", downloads, "if ((await getParticipant(ctx, file.roomId, reader._id)) === null) return null;", "", "same 404"],
  ["a ticket is for one file", downloads, "ticket.fileId !== file._id || ", "", "same 404"],
  ["a ticket ends", downloads, " || ticket.expiresTime < now", "", "for a minute"],
  ["a ticket is nothing to the suspended", downloads, 'holder?.state === "active" ? holder : null', "holder", "suspended"],
  ["only pictures are shown in place", downloads, 'found.kind === "image" && ', "", "no browser shows"],
  ["uploads are limited per person", "convex/files.ts", 'requireAllowed(canPost(ctx.viewer, roomFacts(ctx.room)));\n    requireBearableSize(size);\n    await requireWithinRate(ctx, "upload", ctx.viewer._id);', "requireAllowed(canPost(ctx.viewer, roomFacts(ctx.room)));\n    requireBearableSize(size);", "flood of uploads"],
  ["only who may post uploads", "convex/files.ts", "requireAllowed(canPost(ctx.viewer, roomFacts(ctx.room)));\n    requireBearableSize", "requireBearableSize", "files:requestUpload"],
  ["markup is no picture", "convex/model/fileTypes.ts", "if (looksLikeMarkup(head)) return { ...plain, contentType: UNKNOWN_TYPE };", "", "page as well"],
  // doors
  ["invited people stay out", users, 'user === null || user.state === "invited"', "user === null", "rooms:create"],
  ["suspended people stay out", users, 'if (user.state === "suspended") throw appError("SUSPENDED", "This account is suspended.");', "", "rooms:create"],
  ["anonymous people stay out", users, 'if (identity === null) throw appError("UNAUTHENTICATED", "Please sign in.");', 'if (identity === null) return (await ctx.db.query("users").first())!;', "rooms:list"],
  ["accepting needs a sign-in", functions, 'if (identity === null) throw appError("UNAUTHENTICATED", "Please sign in.");\n    return { identity };', 'return { identity: identity ?? { tokenIdentifier: "", email: "" } as never };', "invitations:accept"],
  ["staff doors ask for staff", functions, 'if (viewer.kind !== "staff") throw forbidden();\n  return { viewer };', "return { viewer };", "rooms:create"],
  ["administrator doors ask for the role", functions, "if (!isAdministrator(viewer)) throw forbidden();", "", "rooms:index"],
  ["room staff doors ask for staff", functions, 'if (context.viewer.kind !== "staff") throw forbidden();', "", "participants:list"],
  ["rooms are known by seat or role only", functions, "(seat === null && !isAdministrator(viewer))", "false", "rooms:rename"],
  ["nobody is seated in an archived room", functions, 'if (hasSeat && room.archivedTime !== undefined) requireAllowed("archived");\n', "", "participants:add"],
  ["outsiders don't learn that a room is archived", functions, "if (hasSeat && room.archivedTime", "if (room.archivedTime", "participants:add"],
  ["only the creator seats", functions, 'requireAllowed("archived");\n    if (!isCreator) throw forbidden();', 'requireAllowed("archived");', "participants:add"],
  ["only the creator unseats", functions, "const { room, isCreator } = await requireKnownRoom(ctx, viewer, args.roomId);\n    if (!isCreator) throw forbidden();", "const { room } = await requireKnownRoom(ctx, viewer, args.roomId);", "participants:remove"],
  ["only creator and administrators manage", functions, "if (!canManageRoom(viewer, { isCreator })) throw forbidden();", "", "rooms:rename"],
  ["a room needs a seat", "convex/model/rooms.ts", 'const room = participant === null ? null : await ctx.db.get("rooms", roomId);\n  if (participant === null || room === null) throw notFound();\n  return { room, participant };', 'const room = await ctx.db.get("rooms", roomId);\n  if (room === null) throw notFound();\n  return { room, participant: participant! };', "messages:list"],
  ["a message is of the room", messages, "message === null || message.roomId !== roomId", "message === null", "in the place of a second id"],
  ["notes hide from clients", functions, 'if (context.viewer.kind !== "staff") throw notFound();', "", "notes:list"],
  ["only client rooms have notes", functions, 'if (context.room.kind !== "client") throw appError("NOTES_NOT_HERE", "This room has no notes.");', "", "notes:"],
  ["a note is of the room", "convex/model/notes.ts", "note === null || note.roomId !== roomId", "note === null", "second id"],
  // the matrix
  ["no notes are written in an archived room", permissions, 'return room.archived ? "archived" : "allowed";', 'return "allowed";', "notes:"],
  ["a note is edited by its author", permissions, 'return note.mine ? canWriteNote(room) : "forbidden";', "return canWriteNote(room);", "notes:edit"],
  ["adding a note asks the matrix", "convex/notes.ts", "requireAllowed(canWriteNote(roomFacts(ctx.room)));", "", "notes:add"],
  ["editing a note asks the matrix", "convex/notes.ts", "requireAllowed(canEditNote(roomFacts(ctx.room), { mine }));", "", "notes:edit"],
  ["clients are told of no unread notes", "convex/notes.ts", 'ctx.viewer.kind === "staff" ? await listRoomsWithUnreadNotes(ctx, ctx.viewer) : []', "await listRoomsWithUnreadNotes(ctx, ctx.viewer)", "notes:unreadRooms"],
  ["notes are limited", "convex/notes.ts", 'await requireWithinRate(ctx, "note", ctx.viewer._id);\n    const authorId', "const authorId", "too many notes"],
  ["a note added again is one note", "convex/model/notes.ts", "return first === null ? null : { noteId: first._id, seq: first.seq };", "return null;", "again"],
  ["a deleted note's text is gone", "convex/model/notes.ts", '...bones,\n    text: "",', '...bones,\n    text: note.text,', "tombstone"],
  ["a note's read position never falls", "convex/model/notePositions.ts", "else if (seq > position.seq) await", "else await", "never falls"],
  ["administrators are owner or admin", permissions, 'person.kind === "staff" && (person.role === "owner" || person.role === "admin")', 'person.kind === "staff"', "rooms:index"],
  ["archived rooms are read-only", permissions, 'if (room.archived) return "archived";\n  if (room.kind === "announcement"', 'if (room.kind === "announcement"', "messages:send"],
  ["clients only read announcements", permissions, 'if (room.kind === "announcement" && person.kind === "client") return "forbidden";', "", "messages:send"],
  ["clients delete their own only", permissions, 'if (!message.mine) return "forbidden";', "", "messages:remove"],
  ["clients delete where they may write", permissions, "if (!message.mine) return \"forbidden\";\n  return canPost(person, room);", 'if (!message.mine) return "forbidden";\n  return "allowed";', "messages:remove"],
  ["internal rooms take staff only", permissions, 'return room.kind !== "internal" || kind === "staff";', "return true;", "R9"],
  ["trimmed text is for author and staff", permissions, 'return person.kind === "staff" || message.mine;', "return true;", "messages:trimmedText"],
  ["clients edit for 15 minutes", permissions, 'person.kind === "staff" || message.age < CLIENT_EDIT_MS', "true", "15 minutes"],
  ["everybody edits their own", permissions, 'message.mine && isInTime ? "allowed"', 'isInTime ? "allowed"', "messages:edit"],
  ["nobody reacts in an archived room", permissions, 'if (room.archived) return "archived";\n  return room.kind === "internal"', 'return room.kind === "internal"', "reactions:set"],
  ["nobody pins in an archived room", permissions, 'if (room.archived) return "archived";\n  return person.kind === "staff" ?', 'return person.kind === "staff" ?', "pins:set"],
  ["only staff pin", permissions, 'return person.kind === "staff" ? "allowed" : "forbidden";\n}\n\n/** Rows 4 and R9', 'return "allowed";\n}\n\n/** Rows 4 and R9', "pins:set"],
  ["editing asks the matrix", "convex/messages.ts", "requireAllowed(canEditMessage(ctx.viewer, roomFacts(ctx.room), { mine, age }));", "", "messages:edit"],
  ["reacting asks the matrix", "convex/reactions.ts", "requireAllowed(canReact(ctx.viewer, roomFacts(ctx.room)));", "", "reactions:set"],
  ["pinning asks the matrix", "convex/pins.ts", "requireAllowed(canPin(ctx.viewer, roomFacts(ctx.room)));", "", "pins:set"],
  ["a deleted message is not there", messages, "if (message.deletedTime !== undefined) throw notFound();", "", "NOT_FOUND"],
  ["sending asks the matrix", "convex/messages.ts", "requireAllowed(canPost(ctx.viewer, roomFacts(ctx.room)));", "", "messages:send"],
  ["deleting asks the matrix", "convex/messages.ts", "requireAllowed(canDeleteMessage(ctx.viewer, roomFacts(ctx.room), { mine }));", "", "messages:remove"],
  ["opening the rest asks the matrix", "convex/messages.ts", "if (!canSeeTrimmedText(ctx.viewer, { mine })) {", "if (false) {", "messages:trimmedText"],
  // seats
  ["only active people take a seat", participants, 'if (user.state !== "active") {', "if (false) {", "R3"],
  ["the kind of room is asked", participants, "if (!canTakeSeat(user.kind, room)) {", "if (false) {", "R9"],
  ["portals meet only when confirmed", participants, "if (!confirmed) await requireOnePortal(ctx, room, users);", "", "clients of two portals"],
  ["portals meet by no kept seat", participants, "if (!confirmed) await requireOnePortal(ctx, room, [user]);", "", "clients of two portals"],
  ["the creator stays", participants, "if (userId === room.creatorId) {", "if (false) {", "R2"],
  ["only the invited are reserved for", participants, 'if (user.state !== "invited") {', "if (false) {", "a seat is kept"],
  ["a reply address ends with the seat", participants, "await revokeReplyAddress(ctx, userId, room._id);", "", "left"],
  ["newcomers are not mailed the history", participants, "await settleMail(ctx, userId, room._id, lastSeq);", "", "newcomer"],
  ["one seat a person", participants, "if ((await getParticipant(ctx, room._id, userId)) !== null) return false;", "", "twice"],
  // standing
  ["nobody touches their own standing", people, " || actor._id === target._id", "", "suspends themselves"],
  ["an admin touches no owner", people, " || isOverOwner", "", "no owner"],
  ["clients take no staff member's name", people, "if (shapeOfName(one.name) === shape && (await mayKnow(ctx, client, one))) return true;", "", "somebody of the team"],
  ["nor the firm's", people, "if (shapeOfName((await requireFirm(ctx)).name) === shape) return true;", "", "not the firm's"],
  ["trying names tells of nobody unknown", people, " && (await mayKnow(ctx, client, one))", "", "whom they don't know"],
  ["clients know who wrote to them", acquaintance, "if (written !== null) return true;", "return true;", "picture of somebody else"],
  ["nobody knows the staff behind the firm", acquaintance, 'if (person.kind === "staff" && (await requireFirm(ctx)).studioIdentity) return false;', "", "studio identity"],
  ["one knows by the rooms one sits in", acquaintance, 'q.eq("roomId", roomId).eq("authorId", authorId)', 'q.eq("roomId", roomId)', "picture of somebody else"],
  ["pictures of people are for signed-in people", "convex/avatars.ts", "if (reader === null || avatar === null || person === null) return null;\n    if (!(await mayKnow(ctx, reader, person))) return null;", "if (avatar === null || person === null) return null;\n    if (reader !== null && !(await mayKnow(ctx, reader, person))) return null;", "very answer"],
  ["pictures of people ask whom one knows", "convex/avatars.ts", "if (!(await mayKnow(ctx, reader, person))) return null;", "", "very answer"],
  ["clients' files have a limit", quota, "if ((await bytesOf(ctx, _id)) + bytes > CLIENT_MAX_BYTES) return true;", "", "refused beyond it"],
  ["so have a portal's", quota, "portalId !== undefined && (await bytesOf(ctx, portalId)) + bytes > PORTAL_MAX_BYTES", "false", "share the space"],
  ["what is announced is asked space for", quota, "if (await isStorageFull(ctx, uploader, bytes)) {", "if (false as boolean) {", "refused beyond it"],
  ["what came is asked space for", "convex/files.ts", 'sizeRefusal(stored.size) ?? (isFull ? "STORAGE_LIMIT" : null)', "sizeRefusal(stored.size)", "more bytes come"],
  ["deleted files give their space back", "convex/model/files.ts", "await giveSpaceBack(ctx, file);\n  await ctx.db.delete(", "await ctx.db.delete(", "given up or never sent"],
  ["emailed files are asked space for", "convex/inboundFiles.ts", "uploader !== null && (await isStorageFull(ctx, uploader, file.size))", "uploader === null", "without space"],
  ["clients' uploads are limited by the day", "convex/files.ts", 'await requireWithinRate(ctx, "clientUpload", ctx.viewer._id);', "", "200 times a day"],
  ["new faces are limited", "convex/avatars.ts", 'await requireWithinRate(ctx, "avatar", ctx.viewer._id);', "", "then one has to wait"],
  ["faces are small", avatars, "if (bytes.byteLength > AVATAR_MAX_BYTES) {", "if (false) {", "nothing else"],
  ["faces are pictures", avatars, "isPicture && isSmallSquare", "isSmallSquare", "nothing else"],
  ["faces stand still", avatars, " && !isAnimated(bytes)", "", "nothing else"],
  ["faces are small squares", avatars, "isPicture && isSmallSquare", "isPicture", "nothing else"],
  ["a new face takes the old one's place", avatars, 'await ctx.db.replace("avatars", known._id, avatar);', 'await ctx.db.insert("avatars", avatar);', "old bytes are gone"],
  ["a removed face is gone", avatars, 'await ctx.db.delete("avatars", known._id);', "", "goes with its bytes"],
  ["faces hide behind the firm", views, "author === null || isBehindFirm(author, reader, firm) ? {} :", "author === null ? {} :", "studio identity"],
  ["names are compared by their look", "convex/model/nameShapes.ts", 'return Array.from(bare, (letter) => LOOKALIKES[letter] ?? letter).join("");', "return name.toLowerCase();", "looks like one"],
  ["clients' new names are limited", "convex/users.ts", 'await requireWithinRate(ctx, "rename", viewer._id);', "", "changes names"],
  ["links to files are limited", "convex/files.ts", 'await requireWithinRate(ctx, "ticket", ctx.viewer._id);', "", "flood of links"],
  ["clients learn of the team's typing in one rhythm", "convex/model/typing.ts", "return Math.ceil(endTime / BETWEEN_WRITES_MS) * BETWEEN_WRITES_MS;", "return endTime;", "looks to a client like one"],
  ["a message ends the team's line for clients", "convex/model/typing.ts", 'if (author?.kind === "staff") return 0;', "void author;", "looks to a client like one"],
  ["only an owner makes an owner", people, 'if (role === "owner" && actor.role !== "owner") {', "if (false) {", "raises"],
  ["clients have no role", people, 'if (target.kind !== "staff") throw appError("INVALID_ARGUMENT", "Clients have no role.");', "", "gives no client"],
  ["a room goes to a participant", handover, "seat === null || ", "", "handed over"],
  ["a room goes to active staff", handover, " || !(await isActiveStaff(ctx, userId))", "", "handed over"],
  ["a successor is active staff", handover, "successorId !== undefined && !(await isActiveStaff(ctx, successorId))", "false", "successor"],
  ["a new creator is seated", handover, 'await takeSeat(ctx, room, creatorId, "staff");', "", "without active staff"],
  // signing in
  ["a session that ended is over", users, "if (isBuiltIn) await requireSession(ctx, identity, user);", "", "a session"],
  ["a session is its person's", users, "session?.userId !== user._id", "session === null", "no other person's"],
  ["a spent refresh token ends its session", sessions, "generation < uses.generation && !isRetry", "false", "ends for both"],
  ["the grace is short", sessions, " && age <= TURN_GRACE_MS", "", "ends for both"],
  ["an idle session is over", sessions, "age > SESSION_IDLE_MS || ", "", "30 days"],
  ["a suspension ends sessions", people, "await endSessions(ctx, target._id);", "", "ends with a suspension"],
  ["a refresh token is ours", "convex/signing/refreshToken.ts", 'given !== "" && (await isMac("refresh token", `${sessionId}.${digits}`, given))', 'given !== ""', "made up"],
  ["one's own sessions only", "convex/sessions.ts", " || session.userId !== ctx.viewer._id", "", "one at a time"],
  ["five tries a code", codes, "row.triesLeft <= 0 || ", "", "after ten minutes"],
  ["ten minutes a code", codes, " || row.expiresTime <= Date.now()", "", "after ten minutes"],
  ["a code is used up", codes, 'await ctx.db.patch("signInCodes", row._id, { codeHash: "", triesLeft: 0 });', "", "once"],
  ["codes go to the active", codes, 'return user?.state === "active" ? user : null;', "return user;", "never made"],
  ["codes are limited for an address", codes, "if (recent.length >= REQUESTS_PER_HOUR) return;", "", "six times"],
  ["codes are limited for all", codes, "const email = isKnown || isCalm ? asked : NO_ADDRESS;", "const email = asked;", "flood asks"],
  ["one set-up", "convex/setUp.ts", 'if ((await ctx.db.query("firm").first()) !== null) throw notValid();', "", "works once"],
  ["a set-up needs the link", "convex/setUp.ts", "expected === null || (await tokenHash(token)) !== expected", "expected === null", "another token"],
  ["older changes at Clerk don't count", "convex/model/clerkUsers.ts", "if (user.clerkTime !== undefined && change.time <= user.clerkTime) return;", "", "late or twice"],
  ["only Clerk's verified addresses", "convex/model/clerkEvent.ts", 'fields(primary?.["verification"])["status"] === "verified"', "true", "not verified"],
  ["a deleted last owner is out", "convex/model/clerkUsers.ts", 'await ctx.db.patch("users", user._id, { tokenIdentifier: undefined });', "", "last owner"],
  ["no two accounts share an address", "convex/model/clerkUsers.ts", "owner === null || owner._id === user._id ? email : null", "email", "not verified"],
  // invitations
  ["an accepted invitation is over", invitations, 'invitation.state === "pending" && invitation.expiresTime', "invitation.expiresTime", "over when it is revoked|lets the invited"],
  ["an invitation expires", invitations, " && invitation.expiresTime > Date.now()", "", "over when"],
  ["one account per identity", invitations, "sameIdentity !== null ||", "", "lets nobody in"],
  ["a link lets in while it is open", invitations, "if (found === null || !isOpen(found)) throw notValid();", "if (found === null) throw notValid();", "works once|is over when"],
  ["the address is verified", invitations, "identity.emailVerified === true && ", "", "lets nobody in"],
  ["the address is the invited one", invitations, "identity.email?.toLowerCase() === found?.user.email;", "true;", "lets nobody in"],
  ["only administrators invite staff again", "convex/invitations.ts", 'if (invitee.kind === "staff" && !isAdministrator(viewer)) {', "if (false) {", "invitations:"],
  ["only an owner invites an owner", "convex/invitations.ts", 'if (invitee.role === "owner" && viewer.role !== "owner") {', "if (false) {", "raises"],
  ["a portal shows one's own rooms", "convex/portals.ts", "if ((await getParticipant(ctx, _id, ctx.viewer._id)) === null) continue;", "", "a portal shows"],
  // what an audience may see
  ["studio identity hides staff", views, "return isBehindFirm(author, reader, firm) ? firm.name : author.name;", "return author.name;", "studio identity"],
  ["clients don't learn who deleted", views, "isStaff ? (about.deletedBy?.name ?? null) : null", "about.deletedBy?.name ?? null", "silent"],
  ["clientMessageId is the author's", views, "mine ? message.clientMessageId : null", "message.clientMessageId", "clientMessageId"],
  ["the cross is where deleting works", views, 'canDeleteMessage(reader, about.room, { mine }) === "allowed"', "true", "cross"],
  ["trimmed shows where it opens", views, "message.trimmed === true && canSeeTrimmedText(reader, { mine })", "message.trimmed === true", "quoted rest"],
  ["clients get a room without a count", "convex/model/roomViews.ts", 'if (viewer.kind === "client") {', "if (false as boolean) {", "number of people"],
  ["a deleted message has no preview", "convex/model/roomList.ts", 'last.deletedTime === undefined ? text : null', "text", "preview"],
  ["a deleted text is gone", messages, 'text: "",\n    searchText: ""', 'text: message.text,\n    searchText: ""', "deleting"],
  // seeing as a client
  ["a client's list is cut to shared rooms", "convex/preview.ts", "if (own !== null) shared.push(seat);", "shared.push(seat);", "preview:rooms|both sit in"],
  ["a preview asks for the viewer's own seat", functions, "await roomStaffContext(ctx, { roomId });", "await requireViewer(ctx);", "preview:"],
  ["a preview asks for the client's seat", functions, "const { room, participant } = await requireRoom(ctx, viewer, roomId);\n    return { ctx: { viewer, room, participant }, args: {} };\n  },\n});\n\n/** Owner", "const id = ctx.db.normalizeId(\"rooms\", roomId)!;\n    const room = (await ctx.db.get(\"rooms\", id))!;\n    const participant = {} as Doc<\"participants\">;\n    return { ctx: { viewer, room, participant }, args: {} };\n  },\n});\n\n/** Owner", "preview:"],
  ["only clients are previewed", users, 'user?.kind !== "client" || ', "user === null || ", "preview:"],
  ["only active clients are previewed", users, ' || user.state !== "active") throw notFound();', ") throw notFound();", "invited or suspended"],
  ["a room's activity is not its audit log", "convex/rooms.ts", "result.page.filter(isRoomActivity)", "result.page", "comes and goes"],
  ["only sent files are listed", "convex/files.ts", '.eq("forNotes", undefined).eq("state", "attached")', '.eq("forNotes", undefined)', "nobody has sent"],
  // mentions, typing, presence
  ["clients mention the team alone", mentions, 'author.kind === "staff" ? tokenKeys(withTeam) : []', "tokenKeys(withTeam)", "of the team alone"],
  ["only people of the room are mentioned", mentions, "if ((await getParticipant(ctx, roomId, userId)) !== null) mentions", "mentions", "without a seat"],
  ["mentions of nobody are neutral", mentions, "(isKnown(key) ? key : SOMEONE)", "key", "without a seat"],
  ["mentions are limited", mentions, " || mentions.size >= MENTIONS_LIMIT", "", "at most 20 people"],
  ["clients get no ids in a text", mentions, "text: renameMentions(message.text, neutral)", "text: message.text", "names nobody to a client"],
  ["clients get no names but their own", mentions, "const own = you === null ? [] : [{ key: YOU, name: you.name, you: true }];", "const own = people.map(({ name }) => ({ key: YOU, name, you: true }));", "names nobody to a client"],
  ["a quote is its reader's", views, "const shown = mentionView(quoted, reader, quotedYou, quotedMentioned);", 'const shown = mentionView(quoted, { kind: "staff" }, quotedYou, quotedMentioned);', "names nobody to a client"],
  ["clients get no names of who types", typing, 'if (ctx.viewer.kind === "client") {', "if (false as boolean) {", "of staff is a name to staff"],
  ["clients don't learn of other clients' typing", typing, 'const staff = await latest(ctx, "staff");', 'const staff = [...(await latest(ctx, "client")), ...(await latest(ctx, "staff"))];', "to no other client"],
  ["typing asks the matrix", "convex/typing.ts", "requireAllowed(canPost(ctx.viewer, roomFacts(ctx.room)));", "", "typing:signal"],
  ["typing is written every 3 seconds", typing, "else if (row.endTime - TYPING_MS + BETWEEN_WRITES_MS <= now) {", "else {", "once in 3 seconds"],
  ["typing ends with the message", messages, 'if (source === "app") await stopTyping(ctx, author._id, room._id);', "", "when the message is there"],
  ["typing goes with the seat", participants, "await stopTyping(ctx, userId, room._id);", "", "goes with the seat"],
  ["presence is told by the minute", "convex/model/presence.ts", "Math.floor(row.seenTime / COARSE_MS) * COARSE_MS", "row.seenTime", "by the minute"],
  ["presence is written every 30 seconds", "convex/model/presence.ts", "else if (seenTime - row.seenTime >= BETWEEN_WRITES_MS) {", "else {", "by the minute"],
  // notification levels
  ["the level of mentions holds others back", levels, "return isMentioned(message, user);", "return true;", "names them or the team"],
  ["a pause is off", levels, 'now < untilTime ? "off" : level', "level", "mails nothing before"],
  ["a pause that is over mails no backlog", levels, "Math.max(user.emailSinceTime ?? 0, notifyOf(seat).untilTime ?? 0)", "user.emailSinceTime ?? 0", "mails nothing before"],
  ["another level loses nothing after a pause", levels, "{ ...pastPause(before, now), ...notify }", "notify", "loses no message"],
  ["an email that thaws is no backlog", "convex/model/positions.ts", "const settled = Math.max(seq, floorSeq);", "const settled = seq;", "then it is a backlog"],
  ["receipts know what a level held back", "convex/model/receipts.ts", "digest.mentionsOnly === true && !isMentioned(message, user)", "false", "what it held back"],
  // positions and email
  ["own messages are never unread", "convex/model/positions.ts", "message.authorId !== readerId && ", "", "unread"],
  ["editing is limited", "convex/messages.ts", 'await requireWithinRate(ctx, "edit", ctx.viewer._id);', "", "flood of edits"],
  ["reacting is limited", "convex/reactions.ts", 'await requireWithinRate(ctx, "react", ctx.viewer._id);', "", "in a flood"],
  ["a reaction is one emoji", "convex/model/reactions.ts", "if (!isEmoji(emoji)) throw", "if (false) throw", "is not one emoji"],
  ["kinds of reaction are limited", "convex/model/reactions.ts", "summary.length > KINDS_PER_MESSAGE", "false", "at most 20 kinds"],
  ["pins are limited", "convex/model/pins.ts", "length >= PINS_PER_ROOM", "false", "51st"],
  ["edits are limited", "convex/model/messageEdits.ts", "length >= EDITS_PER_MESSAGE", "false", "after 50 edits"],
  ["clients see no counts of reactions", "convex/model/reactions.ts", 'reader.kind === "staff" ? count : null', "count", "without a count"],
  ["clients don't learn of a history", views, "isStaff && message.editedTime !== undefined", "message.editedTime !== undefined", "what it said before"],
  ["a deleted quote is empty", views, "quoted.deletedTime === undefined ? excerptOf(quoted, shown) : null", "excerptOf(quoted, shown)", "empty at once"],
  ["earlier texts go with the message", messages, "await forgetEdits(ctx, _id);", "", "earlier texts along"],
  ["reactions go with the message", messages, "await forgetReactions(ctx, _id);", "", "takes its reactions"],
  ["pins go with the message", messages, "await forgetPin(ctx, _id);", "", "out of the pins"],
  ["a mark of unread holds during the visit", "convex/model/positions.ts", "if (keepsMark || ", "if (", "holds during the visit"],
  ["deleted messages are never unread", "convex/model/positions.ts", " && message.deletedTime === undefined", "", "unread"],
  ["a read position never falls", "convex/model/positions.ts", "if (seq > position.seq) await", "await", "never grows|lowers"],
  ["a read position ends at the last message", "convex/readPositions.ts", "Math.min(seq, lastSeq)", "seq", "read position"],
  ["a read position is a whole number", "convex/readPositions.ts", "Number.isInteger(seq) && seq >= 0", "true", "read position"],
  ["unmuting a room mails no backlog", "convex/model/notifications.ts", 'if (levelAt(seat, now) === "all") return;', "if (now > 0) return;", "backlog"],
  ["unmuting all mails no backlog", "convex/users.ts", "...(muted ? {} : { emailSinceTime: Date.now() }),", "", "backlog"],
  ["the inactive are not mailed", obstacles, 'if (user.state !== "active") return "NOT_ACTIVE";', "", "row 33"],
  ["email off is off", obstacles, 'if (user.emailMuted) return "EMAIL_MUTED";', "", "email off"],
  ["a muted room is not mailed", obstacles, 'if (levelAt(seat, now) === "off") return "ROOM_MUTED";', "", "email off"],
  // received emails
  ["a held email is of the room", held, "inbound.roomId !== roomId", "false", "held for another room"],
  ["only held ones are opened", held, "if (!wasHeld) throw notFound();", "", "held for another room"],
  ["lists of held emails go by seat", "convex/heldEmails.ts", "return seat === null ? null : await ctx.db.get(\"rooms\", seat.roomId);", "return roomId === undefined ? null : await ctx.db.get(\"rooms\", roomId);", "heldEmails:list"],
  ["accepting asks the matrix", held, "requireAllowed(canPost(author, roomFacts(room)));", "", "could not write"],
  ["an accepted writer sits in the room", held, ' || author.state !== "active" || seat === null', "", "could not write"],
  ["an email is settled once", held, 'inbound.state === "held" ? await getHeldText(ctx, inbound._id) : null', "await getHeldText(ctx, inbound._id) ?? ({ text: \"again\", elided: \"\" } as never)", "posts once|rejecting"],
  ["a held email's files are the staff's", files, 'if (file.state === "held") return reader.kind === "staff";', 'if (file.state === "held") return true;', "a held email's file|nobody else can"],
  ["a held email's files are no uploads", files, 'if (file.state === "held") throw notFound();', "", "a held email's file|nobody else can"],
  ["held emails keep a bounded lot", "convex/model/heldFiles.ts", "file.size > (await heldBytesLeft(ctx, roomId))", "file.size < 0", "what they could not keep"],
  ["clients learn of no copies", views, "copiedTo: isStaff ? (message.copiedTo ?? []) : []", "copiedTo: message.copiedTo ?? []", "no client is told"],
  ["addresses are a person's own", "convex/model/userAddresses.ts", 'q.eq("userId", user._id).eq("address", address)', 'q.eq("userId", user._id)', "does not teach"],
  ["no colleague's address is taught", "convex/model/userAddresses.ts", 'if (owner.kind !== "staff") continue;', "continue;", "teaches no colleague"],
  ["one explanation a day", "convex/model/explanations.ts", "if (await wasExplainedLately(ctx, user)) return;", "", "a day at most"],
  ["answers by email are limited", "convex/inboundEmails.ts", "await holdFlood(ctx, decision)", "decision", "flood of answers"],
  ["only some reasons are explained", "convex/model/explanations.ts", "!isExplained(reason) || ", "", "no explanation"],
  ["no explanation to a dead address", "convex/model/explanations.ts", " || user.emailStopped !== undefined", "", "where mail is stopped"],
  // receipts and confirmations
  ["a receipt is of the room's message", "convex/receipts.ts", "const message = await requireMessageInRoom(ctx, ctx.room._id, messageId);\n    const result", "const message = (await ctx.db.get(\"messages\", messageId as never))!;\n    const result", "of this room only"],
  ["only what was asked for is confirmed", "convex/model/confirmations.ts", "if ((await getRequest(ctx, message._id)) === null) throw notFound();", "", "confirmed once"],
  ["an archived room confirms nothing", "convex/model/confirmations.ts", 'if (room.archivedTime !== undefined) requireAllowed("archived");\n  if ((await', "if ((await", "archived"],
  ["a request goes with its message", messages, "await forgetRequest(ctx, _id);", "", "goes with its message"],
  ["quiet hours are kept at the attempt", "convex/model/outbox.ts", "if (mailTime > now) {", "if (false) {", "quiet hours and days off"],
  ["email goes earlier when asked to", "convex/users.ts", "mailSchedule: validSchedule(schedule) });\n    await rescheduleMail(ctx, ctx.viewer._id);", "mailSchedule: validSchedule(schedule) });", "goes back to every 30 minutes"],
  // values
  ["a retry is not a second message", messages, "return first === null ? null : { messageId: first._id, seq: first.seq };", "return null;", "posts once"],
  ["refused characters", messages, "if (hasRefusedCharacters(typed)) {", "if (false) {", "INVALID_TEXT"],
  ["empty messages", messages, 'throw appError("MESSAGE_EMPTY", "Write something first.");', 'return typed;', "MESSAGE_EMPTY"],
  ["long messages", messages, "[...text].length > MESSAGE_MAX_LENGTH", "false", "MESSAGE_TOO_LONG"],
  ["long client ids", messages, "clientMessageId.length > CLIENT_MESSAGE_ID_MAX_LENGTH", "false", "has an id from its sender"],
  ["page sizes", "convex/model/pagination.ts", "Math.min(options.numItems, PAGE_LIMIT)", "options.numItems", "size of a page"],
  ["names on one line", "convex/model/rooms.ts", "if (name === null) {", "if (false) {", "room's name"],
  ["sending is limited", "convex/messages.ts", 'await requireWithinRate(ctx, "send", ctx.viewer._id);', "", "too many messages"],
  ["renaming is audited", "convex/rooms.ts", 'await recordAudit(ctx, ctx.viewer, "room.rename", { roomId: ctx.room._id, detail: name });', "", "rooms:rename"],
  ["an erasure asks who may", "convex/model/erasures.ts", "  requireAuthorityOver(actor, target);", "", "nobody erases themselves"],
  ["an erasure asks for the name", "convex/model/erasures.ts", "if (wish.confirmedName.trim() !== target.name.trim()) {", "if (false) {", "somebody of another name"],
  ["an erasure keeps an owner", "convex/model/erasures.ts", "  await requireAnotherOwner(ctx, target);", "", "the last owner, an owner", [{ file: "convex/erasures.ts", find: 'if (owner === null) throw appError("LAST_OWNER", "The firm needs an owner.");', replace: "" }]],
  ["an erasure's successor is active staff", "convex/model/erasures.ts", "  await requireSuccessor(ctx, target, successorId);", "", "nobody erases themselves"],
  ["an erased person is not there", people, " || user.erasedTime !== undefined", "", "nobody erases themselves"],
  ["erasing is audited", "convex/model/erasures.ts", 'await recordAudit(ctx, actor, "user.erase", { userId: target._id });', "", "erasures:start"],
  ["the retention rule is audited", "convex/model/retention.ts", "  await recordAudit(ctx, actor,", "  void (async () => {})();\n  if (false) await recordAudit(ctx, actor,", "retention:set"],
  ["suspending is audited", people, 'await recordAudit(ctx, actor, "user.suspend", { userId: target._id });', "", "team:suspend"],
];

export const GUARDS = EDITS.map(([name, file, find, replace, hint, also = []]) => ({
  name,
  file,
  find,
  replace,
  hint,
  also,
}));
