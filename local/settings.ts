/** What the command line and the environment say about this start, checked before anything runs. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isLoopbackHost } from "./access.ts";
import { StartError } from "../embedded/config.ts";

/** Where email goes: into the local mailbox, or to Resend. */
export type MailSettings =
  | { kind: "local" }
  | {
      kind: "resend";
      apiKey: string;
      webhookSecret: string;
      baseUrl: string | null;
      /** Whose Authentication-Results headers are believed; null: nobody's. */
      authservId: string | null;
    };

/**
 * How people get in: the demo (anybody as anybody, beside the built-in way), the built-in way (codes by
 * email), or Clerk.
 */
export type SignInSettings =
  | { kind: "demo" }
  | { kind: "builtIn" }
  | { kind: "clerk"; issuerDomain: string; variables: Record<string, string> };

export type Settings = {
  /** TCP port; 0 takes any free one. */
  port: number;
  /** Address to listen on; the computer itself by default. */
  host: string;
  /** Absolute path of the folder that holds all data. */
  dataDir: string;
  /** Address in links and emails; null: `http://localhost:<port>`. */
  appUrl: string | null;
  emailFrom: string;
  inboundDomain: string;
  mail: MailSettings;
  signIn: SignInSettings;
  /** NODE_ENV is "production": what was only ever an example does not start then. */
  isProduction: boolean;
  dev: boolean;
  reset: boolean;
  /** Make a backup instead of a start. */
  backup: boolean;
  /** Absolute path of the folder that the backup becomes; null: beside the data. */
  backupTo: string | null;
  /** Skip the question before a reset. */
  yes: boolean;
  /** Open the browser when ready. */
  open: boolean;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the functions are told of Clerk beside its issuer. */
const CLERK_VARIABLES = ["CLERK_WEBHOOK_SECRET", "CLERK_SECRET_KEY", "CLERK_API_URL"];

const DEFAULT_PORT = 3210;
const DEFAULT_DATA_DIR = ".anteroom";
/** `.example` can never be a real domain (RFC 2606), so a demo email has nowhere to go. */
const DEMO_EMAIL_FROM = "Northwind Studio <notifications@northwind.example>";
const DEMO_INBOUND_DOMAIN = "inbound.northwind.example";

/**
 * Reads the settings.
 * @param args command-line arguments without node and script.
 * @param root folder of the project; relative paths start there.
 * @throws StartError naming the flag or variable that is wrong and what would be right.
 */
export function readSettings(args: string[], environment: Environment, root: string): Settings {
  const { to, "no-demo": noDemo, ...flags } = readFlags(args);
  refuseTargetAlone({ to, backup: flags.backup });
  const host = environment["HOST"] || "127.0.0.1";
  const signIn = readSignIn(environment, noDemo);
  const mail = readMail(environment, signIn);
  refuseOpenDoor(host, signIn, mail);
  return {
    port: readPort(environment["PORT"]),
    host,
    dataDir: resolve(root, environment["ANTEROOM_DATA"] || DEFAULT_DATA_DIR),
    appUrl: readAppUrl(environment["APP_URL"]),
    emailFrom: environment["EMAIL_FROM"] || DEMO_EMAIL_FROM,
    inboundDomain: environment["INBOUND_DOMAIN"] || DEMO_INBOUND_DOMAIN,
    mail,
    signIn,
    isProduction: environment["NODE_ENV"] === "production",
    backupTo: to === undefined ? null : resolve(root, to),
    ...flags,
  };
}

function readFlags(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        dev: { type: "boolean", default: false },
        reset: { type: "boolean", default: false },
        backup: { type: "boolean", default: false },
        to: { type: "string" },
        yes: { type: "boolean", default: false },
        open: { type: "boolean", default: false },
        "no-demo": { type: "boolean", default: false },
      },
    });
    return values;
  } catch (error) {
    const [reason] = String((error as Error).message).split(". ");
    const known = "--backup, --dev, --no-demo, --open, --reset, --to FOLDER, --yes";
    throw new StartError("BAD_CONFIGURATION", `${reason}. Known: ${known}.`);
  }
}

/** A folder to copy to says nothing about a start: better refused than believed to be a backup. */
function refuseTargetAlone({ to, backup }: { to?: string | undefined; backup: boolean }): void {
  if (to === undefined || backup) return;
  throw new StartError("BAD_CONFIGURATION", "--to belongs to --backup: npm run backup -- --to …");
}

function readPort(value: string | undefined): number {
  if (!value) return DEFAULT_PORT;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new StartError(
    "BAD_CONFIGURATION",
    `PORT must be a number from 0 to 65535, not "${value}".`,
  );
}

function readAppUrl(value: string | undefined): string | null {
  if (!value) return null;
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) {
    return new URL(value).origin;
  }
  throw new StartError(
    "BAD_CONFIGURATION",
    `APP_URL must be an address such as https://chat.example.com, not "${value}".`,
  );
}

function readSignIn(environment: Environment, noDemo: boolean): SignInSettings {
  const issuerDomain = environment["CLERK_JWT_ISSUER_DOMAIN"];
  if (!issuerDomain) return { kind: noDemo || readNoDemo(environment) ? "builtIn" : "demo" };
  if (URL.canParse(issuerDomain)) {
    const set = CLERK_VARIABLES.flatMap((name) => {
      const value = environment[name];
      return value ? [[name, value] as const] : [];
    });
    return { kind: "clerk", issuerDomain, variables: Object.fromEntries(set) };
  }
  throw new StartError(
    "BAD_CONFIGURATION",
    `CLERK_JWT_ISSUER_DOMAIN must be an address such as https://example.clerk.accounts.dev, not "${issuerDomain}".`,
  );
}

/** ANTEROOM_DEMO=0 says the same as --no-demo; nothing else may be taken for it by mistake. */
function readNoDemo(environment: Environment): boolean {
  const value = environment["ANTEROOM_DEMO"] || "1";
  if (value === "0" || value === "1") return value === "0";
  throw new StartError("BAD_CONFIGURATION", `ANTEROOM_DEMO must be 0 or 1, not "${value}".`);
}

function readMail(environment: Environment, signIn: SignInSettings): MailSettings {
  const apiKey = environment["RESEND_API_KEY"];
  if (!apiKey) return { kind: "local" };
  if (signIn.kind === "demo") {
    throw new StartError(
      "BAD_CONFIGURATION",
      "RESEND_API_KEY is set, but anybody may sign in to the demo: start with --no-demo, or unset RESEND_API_KEY.",
    );
  }
  for (const name of ["RESEND_WEBHOOK_SECRET", "EMAIL_FROM", "INBOUND_DOMAIN", "APP_URL"]) {
    if (!environment[name])
      throw new StartError("BAD_CONFIGURATION", `RESEND_API_KEY needs ${name} as well.`);
  }
  return {
    kind: "resend",
    apiKey,
    webhookSecret: environment["RESEND_WEBHOOK_SECRET"] ?? "",
    baseUrl: environment["RESEND_BASE_URL"] || null,
    authservId: environment["INBOUND_AUTHSERV_ID"] || null,
  };
}

/** The demo sign-in asks for no password and the mailbox shows every email: never on a network. */
function refuseOpenDoor(host: string, signIn: SignInSettings, mail: MailSettings): void {
  if (isLoopbackHost(host)) return;
  if (signIn.kind === "demo") {
    throw new StartError(
      "BAD_CONFIGURATION",
      `HOST=${host} would let the whole network sign in without a password: start with --no-demo.`,
    );
  }
  if (mail.kind === "local") {
    throw new StartError(
      "BAD_CONFIGURATION",
      `HOST=${host} would show the local mailbox to the whole network: set RESEND_API_KEY first.`,
    );
  }
}
