import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";

export type AuditEvent = FunctionReturnType<typeof api.audit.list>["page"][number];

const SETTINGS: Record<string, string> = {
  name: "name",
  accentColor: "accent colour",
  timeZone: "time zone",
  studioIdentity: "studio identity",
  logo: "logo",
  waitingHours: "waiting hours",
};

/** How each deed reads; `person`, `room` and `detail` are filled with words where the event has none. */
const SENTENCES: Record<string, (event: Words) => string> = {
  "room.create": ({ room }) => `created the room ${room}`,
  "room.rename": ({ detail }) => `renamed a room to ${detail}`,
  "room.archive": ({ room }) => `archived ${room}`,
  "room.unarchive": ({ room }) => `brought ${room} back from the archive`,
  "room.handOver": ({ room, person }) => `handed ${room} over to ${person}`,
  "room.export": ({ room, detail }) => `exported the transcript of ${room} (${detail})`,
  "participant.add": ({ room, person }) => `added ${person} to ${room}`,
  "participant.remove": ({ room, person }) => `removed ${person} from ${room}`,
  "participant.leave": ({ room }) => `left ${room}`,
  "participant.reserve": ({ room, person }) => `kept a seat for ${person} in ${room}`,
  "participant.unreserve": ({ room, person }) => `no longer keeps a seat for ${person} in ${room}`,
  "message.delete": ({ room }) => `deleted a message in ${room}`,
  "note.delete": ({ room }) => `deleted a note in ${room}`,
  "user.role": ({ person, detail }) => `changed the role of ${person} to ${detail}`,
  "user.suspend": ({ person }) => `suspended ${person}`,
  "user.reactivate": ({ person }) => `let ${person} in again`,
  "user.activate": () => "accepted the invitation",
  "user.loseSignIn": () => "was deleted at the sign-in service and, as the last owner, stays",
  "portal.create": ({ detail }) => `added the client ${detail}`,
  "portal.rename": ({ detail }) => `renamed a client to ${detail}`,
  "invitation.send": ({ person }) => `invited ${person}`,
  "invitation.revoke": ({ person }) => `revoked the invitation of ${person}`,
  "message.askConfirmation": ({ room }) => `asked the readers of ${room} to confirm a message`,
  "inbound.accept": ({ room, person, detail }) =>
    `accepted an email from ${detail} as a message of ${person} in ${room}`,
  "inbound.reject": ({ room, detail }) => `rejected an email from ${detail} to ${room}`,
  "user.resumeMail": ({ person, detail }) => `lets email go to ${person} at ${detail} again`,
  "user.addAddress": ({ person, detail }) => `takes replies of ${person} from ${detail} too`,
  "firm.setUp": () => "set up the firm",
  "firm.update": ({ detail }) => `changed the firm's ${settingsOf(detail)}`,
};

type Words = { room: string; person: string; detail: string };

function settingsOf(detail: string): string {
  return detail
    .split(", ")
    .map((key) => SETTINGS[key] ?? key)
    .join(", ");
}

/** What the actor did, as the words after their name; a deed that this version doesn't know is named as it is. */
export function deedOf({ action, roomName, person, detail }: AuditEvent): string {
  const words = {
    room: roomName ?? "a room",
    person: person ?? "somebody",
    detail: detail ?? "something else",
  };
  return SENTENCES[action]?.(words) ?? action;
}

/** The sentences of the audit page around its events. */
export const auditStrings = {
  title: "Audit log",
  lead: "Who changed what, newest first. What is said in rooms is never in here.",
  zone: (zone: string) => `Times in ${zone.replaceAll("_", " ")}.`,
  more: "Show more",
  empty: "Nothing has been recorded yet.",
  denied: "Only owners and admins see the audit log.",
} as const;
