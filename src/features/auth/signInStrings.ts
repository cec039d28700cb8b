import { translated } from "../../language/translated";
import { plural } from "../../lib/plural";

const english = {
  code: {
    title: "Sign in with a code",
    lead: "We email you a code. There is no password.",
    email: "Email address",
    emailMissing: "Write your email address, like lena@example.com.",
    ask: "Email me a code",
    sent: (email: string) =>
      `If ${email} belongs to an account here, a code is on its way. It is valid for 10 minutes.`,
    code: "Code from the email",
    codeMissing: "The code has 8 digits.",
    submit: "Sign in",
    again: "Send another code",
    againIn: (seconds: number) => `Send another code (${seconds})`,
    anotherAddress: "Use another address",
    resent: "Another code is on its way. The one before no longer works.",
  },
  notSetUp: {
    title: "This place isn't set up yet",
    body: "Whoever runs it finds a link for that in the terminal where it was started.",
  },
  setUp: {
    title: "Set up your firm",
    lead: "You'll be its owner. Everything here can be changed later, but for your address.",
    firm: "Your firm",
    firmName: "Name of the firm",
    firmNameMissing: "Write your firm's name.",
    accentWrong: "A colour looks like #2f6f5e.",
    timeZone: "Time zone",
    timeZoneHint: "For everybody who hasn't chosen one.",
    owner: "You",
    ownerName: "Your name",
    ownerNameMissing: "Write your name.",
    ownerEmail: "Your email address",
    ownerEmailHint: "Codes to sign in are sent there.",
    submit: "Set up and sign in",
    over: {
      title: "This set-up link doesn't work",
      body: "It was used already, or a later start has replaced it. If nothing is set up yet, look in the terminal for the newest link.",
    },
    toSignIn: "Go to sign-in",
  },
  sessions: {
    title: "Where you're signed in",
    thisOne: "this device",
    unknownDevice: "Unknown device",
    since: (date: string) => `Signed in ${date}`,
    used: (date: string) => `last used ${date}`,
    end: "Sign out",
    endFor: (device: string) => `Sign out ${device}`,
    deviceName: (browser: string, system: string) => `${browser} on ${system}`,
    endOthers: "Sign out everywhere else",
  },
  signOut: {
    title: "Sign out and delete what isn't sent?",
    body: (unsent: number, drafts: number) => {
      const parts = [
        unsent > 0 ? plural(unsent, "unsent message", "unsent messages") : "",
        drafts > 0 ? plural(drafts, "draft", "drafts") : "",
      ].filter((part) => part !== "");
      const them = unsent + drafts === 1 ? "it" : "them";
      return `${parts.join(" and ")} on this device. Nobody else has ${them}, and signing out deletes ${them} for good.`;
    },
  },
};

export type SignInStrings = typeof english;
/** The sentences of the built-in sign-in: the code by email, the first set-up, the list of sessions. */
export const signInStrings = translated("signInStrings", english);
