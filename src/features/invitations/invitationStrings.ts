import { translated } from "../../language/translated";

const english = {
  pending: "Invited",
  opened: "Invitation opened",
  expired: "Invitation expired",
  revoked: "Invitation revoked",
  undelivered: "Email not delivered",
  complained: "Marked as spam",
  validUntil: (date: string) => `valid until ${date}`,
  resend: "Send again",
  resendFor: (name: string) => `Send ${name}'s invitation again`,
  revoke: "Revoke",
  revokeFor: (name: string) => `Revoke ${name}'s invitation`,
  resent: (name: string) =>
    `A new invitation is on its way to ${name}. The old link no longer works.`,
  revokeTitle: (name: string) => `Revoke the invitation of ${name}?`,
  revokeBody: "The link in their email stops working at once. You can invite them again later.",

  name: "Name",
  email: "Email address",
  nameMissing: "Write their name.",
  emailMissing: "Write an email address, like lena@example.com.",
  send: "Send invitation",

  page: {
    invitesClient: (firm: string) => `${firm} invites you to its client portal`,
    invitesStaff: (firm: string) => `${firm} invites you to its team`,
    body: "In the portal you read messages, answer and share what belongs to your project.",
    staffBody: "You will talk with clients and colleagues in one place.",
    forWhom: "For",
    email: "Email",
    company: "Company",
    join: "Join",
    joining: "Joining…",
    signInToJoin: "Sign in to join",
    otherPerson: "This tab is signed in. Joining signs it in as the invited person instead.",
    signIn: "Go to sign-in",
    unknown: {
      title: "This invitation link doesn't work",
      body: "It may be incomplete, or a newer invitation has replaced it. Look for the latest email, or ask for a new one.",
    },
    expired: {
      title: "This invitation has expired",
      body: "Ask the person who invited you to send it again.",
    },
    revoked: {
      title: "This invitation has been withdrawn",
      body: "Ask the person who invited you if you think this is a mistake.",
    },
    accepted: {
      title: "You have already joined",
      body: "This invitation has been used. Sign in to go to your rooms.",
    },
  },
};

export type InvitationStrings = typeof english;
/** The sentences about invitations: their state in lists, and the page behind their link. */
export const invitationStrings = translated("invitationStrings", english);
