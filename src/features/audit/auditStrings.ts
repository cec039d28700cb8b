import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { plural } from "../../lib/plural";
import { translated } from "../../language/translated";
import { personName } from "../../language/personName";

export type AuditEvent = FunctionReturnType<typeof api.audit.list>["page"][number];

/** "3 messages in 1 room, 1 note, 4 emails", from the numbers of messages, rooms, notes and emails. */
function removedOf(detail: string): string {
  const [messages = 0, rooms = 0, notes = 0, emails = 0] = detail.split(" ").map(Number);
  return [
    `${plural(messages, "message", "messages")} in ${plural(rooms, "room", "rooms")}`,
    plural(notes, "note", "notes"),
    plural(emails, "email", "emails"),
  ].join(", ");
}

/** Who and what a deed was about, with words where the event has none. */
export type DeedWords = { room: string; person: string; detail: string };

const english = {
  /** How each deed reads after the name of whoever did it. */
  deeds: {
    "room.create": ({ room }: DeedWords) => `created the room ${room}`,
    "room.rename": ({ detail }: DeedWords) => `renamed a room to ${detail}`,
    "room.archive": ({ room }: DeedWords) => `archived ${room}`,
    "room.unarchive": ({ room }: DeedWords) => `brought ${room} back from the archive`,
    "room.handOver": ({ room, person }: DeedWords) => `handed ${room} over to ${person}`,
    "room.export": ({ room, detail }: DeedWords) =>
      `exported the transcript of ${room} (${detail})`,
    "participant.add": ({ room, person }: DeedWords) => `added ${person} to ${room}`,
    "participant.remove": ({ room, person }: DeedWords) => `removed ${person} from ${room}`,
    "participant.leave": ({ room }: DeedWords) => `left ${room}`,
    "participant.reserve": ({ room, person }: DeedWords) => `kept a seat for ${person} in ${room}`,
    "participant.unreserve": ({ room, person }: DeedWords) =>
      `no longer keeps a seat for ${person} in ${room}`,
    "message.delete": ({ room }: DeedWords) => `deleted a message in ${room}`,
    "note.delete": ({ room }: DeedWords) => `deleted a note in ${room}`,
    "user.role": ({ person, detail }: DeedWords) => `changed the role of ${person} to ${detail}`,
    "user.suspend": ({ person }: DeedWords) => `suspended ${person}`,
    "user.reactivate": ({ person }: DeedWords) => `let ${person} in again`,
    "user.activate": () => "accepted the invitation",
    "user.loseSignIn": () => "was deleted at the sign-in service and, as the last owner, stays",
    "portal.create": ({ detail }: DeedWords) => `added the client ${detail}`,
    "portal.rename": ({ detail }: DeedWords) => `renamed a client to ${detail}`,
    "invitation.send": ({ person }: DeedWords) => `invited ${person}`,
    "invitation.revoke": ({ person }: DeedWords) => `revoked the invitation of ${person}`,
    "message.askConfirmation": ({ room }: DeedWords) =>
      `asked the readers of ${room} to confirm a message`,
    "inbound.accept": ({ room, person, detail }: DeedWords) =>
      `accepted an email from ${detail} as a message of ${person} in ${room}`,
    "inbound.reject": ({ room, detail }: DeedWords) =>
      `rejected an email from ${detail} to ${room}`,
    "user.resumeMail": ({ person, detail }: DeedWords) =>
      `lets email go to ${person} at ${detail} again`,
    "user.addAddress": ({ person, detail }: DeedWords) =>
      `takes replies of ${person} from ${detail} too`,
    "firm.setUp": () => "set up the firm",
    "firm.retention": ({ detail }: DeedWords) =>
      Number(detail) > 0
        ? `has messages kept for ${plural(Number(detail), "month", "months")}`
        : "has messages kept for ever",
    "retention.run": ({ detail }: DeedWords) => `set the rule that removed ${removedOf(detail)}`,
    "user.erase": ({ person }: DeedWords) => `erased ${person}`,
    "firm.update": ({ detail }: DeedWords) => `changed the firm's ${detail}`,
  },
  /** What stands for a room, a person and a detail that an event doesn't have. */
  unnamed: { room: "a room", person: "somebody", detail: "something else" },
  settings: {
    name: "name",
    accentColor: "accent colour",
    timeZone: "time zone",
    studioIdentity: "studio identity",
    logo: "logo",
    waitingHours: "waiting hours",
  },
  title: "Audit log",
  lead: "Who changed what, newest first. What is said in rooms is never in here.",
  zone: (zone: string) => `Times in ${zone.replaceAll("_", " ")}.`,
  more: "Show more",
  empty: "Nothing has been recorded yet.",
  denied: "Only owners and admins see the audit log.",
};

export type AuditStrings = typeof english;
/** The sentences of the audit page: its events, and what stands around them. */
export const auditStrings = translated("auditStrings", english);

const deeds: Record<string, ((words: DeedWords) => string) | undefined> = auditStrings.deeds;
const settings: Record<string, string | undefined> = auditStrings.settings;

/** What the actor did, as the words after their name; a deed that this version doesn't know is named as it is. */
export function deedOf({ action, roomName, person, detail }: AuditEvent): string {
  const { unnamed } = auditStrings;
  const words = {
    room: roomName ?? unnamed.room,
    person: person === null ? unnamed.person : personName(person),
    detail: (action === "firm.update" ? settingsOf(detail) : detail) ?? unnamed.detail,
  };
  return deeds[action]?.(words) ?? action;
}

function settingsOf(detail: string | null): string | null {
  if (detail === null) return null;
  return detail
    .split(", ")
    .map((key) => settings[key] ?? key)
    .join(", ");
}
