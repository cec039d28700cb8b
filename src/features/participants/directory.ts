import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { peopleStrings } from "./peopleStrings";
import { participantStrings as text } from "./participantStrings";

/** Staff and portals with their contacts, as the team may look them up (matrix row 23). */
export type Directory = FunctionReturnType<typeof api.users.directory>;
export type UserId = Id<"users">;

/** One person who can (or visibly cannot) be picked. */
export type Candidate = {
  userId: UserId;
  name: string;
  avatar: string | undefined;
  subtitle: string;
  /** Why this person can't be picked now, as a sentence; null when they can. */
  obstacle: string | null;
};
export type CandidateGroup = { key: string; title: string; people: Candidate[] };

type Wanted = {
  /** Leaves clients out: an internal room takes none (R9). */
  staffOnly: boolean;
  viewerId: UserId;
  /** People who sit in the room already. */
  seated?: ReadonlySet<string>;
  /** Invited contacts for whom a seat is kept; given where the others of them can be picked too (R3). */
  waiting?: ReadonlySet<string>;
  /** The client company that the room is for: its contacts come first. */
  portalId?: string | null | undefined;
};

/**
 * Whom a member of staff can pick: the contacts of the room's own client, the team, then each other client company. The
 * viewer is never among them.
 */
export function candidateGroups(directory: Directory, wanted: Wanted): CandidateGroup[] {
  const obstacleOf = (person: { userId: UserId; state: string }) => {
    if (wanted.seated?.has(person.userId) === true) return peopleStrings.alreadyIn;
    if (person.state === "invited") return peopleStrings.invited;
    return person.state === "active" ? null : peopleStrings.suspended;
  };
  const canWait = (person: { userId: UserId; state: string }) =>
    person.state === "invited" && wanted.waiting?.has(person.userId) === false;
  const contactObstacleOf = (person: { userId: UserId; state: string }) => {
    if (canWait(person)) return null;
    return wanted.waiting?.has(person.userId) === true ? text.seatKept : obstacleOf(person);
  };
  const team: CandidateGroup = {
    key: "team",
    title: peopleStrings.team,
    people: directory.staff
      .filter((person) => person.userId !== wanted.viewerId)
      .map((person) => ({
        userId: person.userId,
        name: person.name,
        avatar: person.avatar,
        subtitle: peopleStrings.roles[person.role],
        obstacle: obstacleOf(person),
      })),
  };
  const portals = directory.portals.map((portal) => ({
    key: portal.portalId,
    title: portal.name,
    people: portal.contacts.map((person) => ({
      userId: person.userId,
      name: person.name,
      avatar: person.avatar,
      subtitle: canWait(person) ? text.invitedContact(person.email) : person.email,
      obstacle: contactObstacleOf(person),
    })),
  }));
  const isOwn = (group: CandidateGroup) => group.key === wanted.portalId;
  const others = portals.filter((group) => !isOwn(group));
  const groups = wanted.staffOnly ? [team] : [...portals.filter(isOwn), team, ...others];
  return groups.filter((group) => group.people.length > 0);
}

/** One directory of several: each person and company once, as the last that has them says. */
export function mergeDirectories(parts: readonly Directory[]): Directory {
  const staff = new Map(parts.flatMap((part) => part.staff).map((one) => [one.userId, one]));
  const portals = new Map<string, Directory["portals"][number]>();
  for (const portal of parts.flatMap((part) => part.portals)) {
    const known = portals.get(portal.portalId);
    const contacts = new Map(
      [...(known?.contacts ?? []), ...portal.contacts].map((one) => [one.userId, one]),
    );
    portals.set(portal.portalId, { ...portal, contacts: [...contacts.values()] });
  }
  return {
    isPartial: parts.some((part) => part.isPartial),
    staff: [...staff.values()],
    portals: [...portals.values()],
  };
}

/** The groups with only the people whose name, address or company contains the words typed; at most `limit` people. */
export function findPeople(
  groups: readonly CandidateGroup[],
  typed: string,
  limit: number,
): { groups: CandidateGroup[]; hidden: number } {
  const wanted = typed.trim().toLocaleLowerCase();
  const fits = (person: Candidate, group: CandidateGroup) =>
    `${person.name} ${person.subtitle} ${group.title}`.toLocaleLowerCase().includes(wanted);
  let room = limit;
  let hidden = 0;
  const found = groups.map((group) => {
    const people = group.people.filter((person) => fits(person, group));
    const shown = people.slice(0, Math.max(0, room));
    room -= shown.length;
    hidden += people.length - shown.length;
    return { ...group, people: shown };
  });
  return { groups: found.filter((group) => group.people.length > 0), hidden };
}

/** Those of the picked who have no account yet: a seat can only be kept for them (R3). */
export function invitedAmong(directory: Directory, picked: ReadonlySet<UserId>): UserId[] {
  return directory.portals
    .flatMap((portal) => portal.contacts)
    .filter((contact) => contact.state === "invited" && picked.has(contact.userId))
    .map((contact) => contact.userId);
}

/** Names of the client companies that the picked people belong to; more than one needs a second thought (edge: each reads the other). */
export function companiesOf(directory: Directory, picked: ReadonlySet<string>): string[] {
  return directory.portals
    .filter((portal) => portal.contacts.some((contact) => picked.has(contact.userId)))
    .map((portal) => portal.name);
}
