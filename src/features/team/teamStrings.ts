import { plural } from "../../lib/plural";
import { translated } from "../../language/translated";

const english = {
  title: "Team",
  people: "People",
  hint: "Everyone on the team creates rooms and invites clients. Owners and admins also look after the team, the firm's settings and the list of all rooms. Nobody reads a room that they are not in.",
  readOnly: "Owners and admins invite colleagues and change roles.",
  you: "you",
  roles: { owner: "Owner", admin: "Admin", member: "Member" },
  suspended: "Suspended",
  menu: (name: string) => `Actions for ${name}`,
  invite: "Invite a colleague",
  inviteRole: "Role",
  makeRole: { owner: "Make owner", admin: "Make admin", member: "Make member" },
  roleTitle: (name: string, role: string) => `Make ${name} ${role}?`,
  roleNames: { owner: "an owner", admin: "an admin", member: "a member" },
  roleBodies: {
    owner: "Owners can do everything here, also change and suspend other owners.",
    admin:
      "Admins invite and suspend people, change roles below owner, and change the firm's settings.",
    member: "Members create rooms and invite clients. They don't manage the team or the firm.",
  },
  suspend: "Suspend…",
  suspendConfirm: "Suspend",
  suspendTitle: (name: string) => `Suspend ${name}?`,
  suspendBody:
    "They are out at once, on every open screen, and get no more email. Their messages stay.",
  handOver: (name: string, count: number) =>
    `${name} created ${count >= 1000 ? "more than 1,000 rooms" : plural(count, "room", "rooms")}. Only a room's creator adds and removes people, so somebody has to take over.`,
  successor: "Who takes over?",
  longestSeated: "The longest-seated colleague",
  longestSeatedHint:
    "In each room, whoever has been in it longest. Where no colleague is left, you take over.",
  checking: "Checking their rooms…",
  reactivate: "Reactivate…",
  reactivateConfirm: "Reactivate",
  reactivateTitle: (name: string) => `Let ${name} in again?`,
  reactivateBody:
    "They are back in the rooms that they were in. Rooms that were handed over stay with their new creator.",
};

export type TeamStrings = typeof english;
/** The sentences of the team's page. */
export const teamStrings = translated("teamStrings", english);
