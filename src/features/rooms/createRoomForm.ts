import type { Id } from "../../../convex/_generated/dataModel";
import { createRoomStrings } from "./createRoomStrings";
import type { RoomKind } from "./roomListTypes";
import { roomNameProblem } from "./roomName";

/** What a person has filled into "New room". */
export type CreateRoomForm = {
  kind: RoomKind;
  portal: { portalId: Id<"portals">; name: string } | null;
  name: string;
  picked: ReadonlySet<Id<"users">>;
  /** "Yes, these companies share one room". */
  mixedConfirmed: boolean;
};

export const EMPTY_FORM: CreateRoomForm = {
  kind: "client",
  portal: null,
  name: "",
  picked: new Set(),
  mixedConfirmed: false,
};

/**
 * Picks the client of a room and pre-fills its name with theirs (R1). A name that the person typed is kept: only an
 * empty one, or one that came from the client picked before, is replaced.
 */
export function withPortal(form: CreateRoomForm, portal: CreateRoomForm["portal"]): CreateRoomForm {
  const isUntouched = form.name.trim() === "" || form.name === form.portal?.name;
  return { ...form, portal, name: isUntouched ? (portal?.name ?? "") : form.name };
}

/** Changes the kind. An internal room has no client: the portal and the clients picked are dropped (R9). */
export function withKind(
  form: CreateRoomForm,
  kind: RoomKind,
  isStaff: (userId: Id<"users">) => boolean,
): CreateRoomForm {
  const portal = kind === "client" ? form.portal : null;
  const picked = kind === "internal" ? new Set([...form.picked].filter(isStaff)) : form.picked;
  return { ...withPortal(form, portal), kind, picked };
}

/** What still keeps the form from being sent, by field, as sentences. */
export function problemsOf(
  form: CreateRoomForm,
  companies: readonly string[],
): { portal: string | null; name: string | null; mixed: string | null } {
  const needsPortal = form.kind === "client" && form.portal === null;
  const needsConfirm = companies.length > 1 && form.kind === "client" && !form.mixedConfirmed;
  return {
    portal: needsPortal ? createRoomStrings.portalMissing : null,
    name: roomNameProblem(form.name),
    mixed: needsConfirm ? createRoomStrings.mixedMissing : null,
  };
}

/** The arguments of `rooms.create`, without the `invited`: they cannot be seated yet (R3). */
export function toCreateArgs(form: CreateRoomForm, invited: readonly Id<"users">[] = []) {
  return {
    name: form.name.trim(),
    kind: form.kind,
    ...(form.portal === null ? {} : { portalId: form.portal.portalId }),
    participantIds: [...form.picked].filter((userId) => !invited.includes(userId)),
    ...(form.mixedConfirmed ? { confirmed: true } : {}),
  };
}
