import type { Id } from "../../convex/_generated/dataModel";
import type { InvitationView } from "../features/invitations/invitationStatus";
import type { Colleague } from "../features/team/teamRules";

const DAY_MS = 86_400_000;

/** A pending invitation, delivered and valid for another week; overridden by `change`. */
export function invitation(change: Partial<InvitationView> = {}): InvitationView {
  return {
    invitationId: "invitation-1" as Id<"invitations">,
    state: "pending",
    sentTime: Date.now() - DAY_MS,
    expiresTime: Date.now() + 7 * DAY_MS,
    openedTime: null,
    delivery: "delivered",
    ...change,
  };
}

/** Sam, an active member of the team; overridden by `change`. */
export function colleague(change: Partial<Colleague> = {}): Colleague {
  return {
    userId: "user-sam" as Id<"users">,
    name: "Sam Oak",
    email: "sam@northwind.example",
    role: "member",
    state: "active",
    isYou: false,
    ...change,
  };
}
