import { translated } from "../../language/translated";

const english = {
  title: "Sign in",
  demoBanner: "Demo – sign-in without a password. Nothing leaves this computer.",
  lead: "Pick a person. Each browser tab keeps its own, so open a second one beside it.",
  team: "Team",
  clients: "Clients",
  newTab: "New tab",
  openAs: "Sign in as",
  openAsInNewTab: (name: string) => `Sign in as ${name} in a new tab`,
  off: {
    title: "No way to sign in is set up",
    body: "This deployment has no demo sign-in, and no Clerk key. Whoever runs it has to configure one.",
  },
  failed: "The sign-in didn't answer. Try again in a moment.",
  refused: "This person can't be signed in here.",
  mailboxHint: "Emails that the app sends end up in the",
  mailbox: "local mailbox",
};

export type SignInPageStrings = typeof english;
/** What the page with the ways in says; the sentences of the built-in sign-in are signInStrings. */
export const signInPageStrings = translated("signInPageStrings", english);
