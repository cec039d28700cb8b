/** Settings that are right by themselves and wrong together. */
import { isLoopbackHost } from "../access.ts";
import type { Settings } from "./settings.ts";
import type { SettingsReader } from "./settingsReader.ts";

/** Notes every combination that must not start. */
export function refuseCombinations(reader: SettingsReader, settings: Settings): void {
  refuseRealMailFromDemo(reader, settings);
  refuseOpenDoor(reader, settings);
  if (settings.isProduction) refuseProduction(reader, settings);
}

function refuseRealMailFromDemo(reader: SettingsReader, { mail, signIn }: Settings): void {
  if (mail.kind === "local" || signIn.kind !== "demo") return;
  reader.wrong(
    "RESEND_API_KEY is set, but anybody may sign in to the demo: start with --no-demo, or unset RESEND_API_KEY.",
  );
}

/** The demo sign-in asks for no password and the mailbox shows every email: never on a network. */
function refuseOpenDoor(reader: SettingsReader, { host, signIn, mail }: Settings): void {
  if (isLoopbackHost(host)) return;
  if (signIn.kind === "demo") {
    reader.wrong(
      `HOST=${host} would let the whole network sign in without a password: start with --no-demo.`,
    );
  }
  if (mail.kind === "local") {
    reader.wrong(
      `HOST=${host} would show the local mailbox to the whole network: set RESEND_API_KEY first.`,
    );
  }
}

/** Behind a reverse proxy the server listens on loopback and is open to the world all the same. */
function refuseProduction(reader: SettingsReader, { signIn, mail, appUrl }: Settings): void {
  const refuse = (what: string) => reader.wrong(`NODE_ENV is production, but ${what}`);
  if (signIn.kind === "demo") {
    refuse("anybody may sign in to the demo: set ANTEROOM_DEMO=0.");
  }
  if (mail.kind === "local") {
    refuse("emails would stay in the local mailbox: set RESEND_API_KEY.");
  }
  if (appUrl !== null && !isSafeAddress(appUrl)) {
    refuse("APP_URL is not https: sign-ins would cross the network in the clear.");
  }
  if (signIn.kind === "clerk" && signIn.variables["CLERK_WEBHOOK_SECRET"] === undefined) {
    refuse("CLERK_WEBHOOK_SECRET is not set: who is deleted at Clerk would keep their access.");
  }
}

function isSafeAddress(appUrl: string): boolean {
  const { protocol, hostname } = new URL(appUrl);
  return protocol === "https:" || isLoopbackHost(hostname);
}
