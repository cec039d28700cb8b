/** What the command line and the environment say about this start, checked before anything runs. */
import { resolve } from "node:path";
import { parseProxies } from "../../embedded/http/clientAddress.ts";
import type { Environment } from "./envFile.ts";
import { type ErasureWish, readFlags, type RetentionWish } from "./flags.ts";
import { type LogSettings, readLog } from "./logSettings.ts";
import { type MailSettings, readMail } from "./mailSettings.ts";
import { refuseCombinations } from "./refusals.ts";
import { SettingsReader } from "./settingsReader.ts";
import { readSignIn, type SignInSettings } from "./signInSettings.ts";

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
  log: LogSettings;
  /** Proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  /** What /metrics asks for; null: nothing, but then only this computer gets it. */
  metricsToken: string | null;
  /** NODE_ENV is "production": what was only ever an example does not start then. */
  isProduction: boolean;
  dev: boolean;
  reset: boolean;
  /** With it Convex's CLI may be used from this computer; null: it may not. */
  adminKey: string | null;
  /** Make a backup instead of a start. */
  backup: boolean;
  /** Absolute path of the folder that the backup becomes; null: beside the data. */
  backupTo: string | null;
  /** Write all data to an archive, or make data of one, instead of a start. */
  export: boolean;
  import: boolean;
  /** Absolute path of that archive; null: a new one beside the data. */
  archive: string | null;
  /** Whom to erase for good instead of a start; null: nobody. */
  erase: ErasureWish | null;
  /** What to do about the retention rule instead of a start; null: nothing. */
  retention: RetentionWish | null;
  /** Skip the question before what cannot be undone. */
  yes: boolean;
  /** Open the browser when ready. */
  open: boolean;
};

const DEFAULT_PORT = 3210;
const DEFAULT_DATA_DIR = ".anteroom";
/** `.example` can never be a real domain (RFC 2606), so a demo email has nowhere to go. */
const DEMO_EMAIL_FROM = "Northwind Studio <notifications@northwind.example>";
const DEMO_INBOUND_DOMAIN = "inbound.northwind.example";

const METRICS_TOKEN_SHAPE = "at least 16 characters without spaces";
/** It opens everything, so it must not be guessed. */
const ADMIN_KEY = /^[A-Za-z0-9_|-]{32,200}$/;
const ADMIN_KEY_SHAPE = "at least 32 letters, digits, _, | or -";

/**
 * Reads the settings.
 * @param args command-line arguments without node and script.
 * @param root folder of the project; relative paths start there.
 * @param mistakes those that reading the environment has found.
 * @throws StartError naming every flag and variable that is wrong and what would be right.
 */
export function readSettings(
  args: string[],
  environment: Environment,
  root: string,
  mistakes: readonly string[] = [],
): Settings {
  const reader = new SettingsReader(environment, mistakes);
  const { to, archive, noDemo, isCommand, ...flags } = readFlags(reader, args);
  const isProduction = environment["NODE_ENV"] === "production";
  const { mail, emailFrom, inboundDomain } = readMail(reader);
  const settings: Settings = {
    port: reader.integer("PORT", { least: 0, most: 65_535, usual: DEFAULT_PORT }),
    host: reader.text("HOST") ?? "127.0.0.1",
    dataDir: resolve(root, reader.text("ANTEROOM_DATA") ?? DEFAULT_DATA_DIR),
    appUrl: reader.origin("APP_URL", "https://chat.example.com"),
    emailFrom: emailFrom ?? DEMO_EMAIL_FROM,
    inboundDomain: inboundDomain ?? DEMO_INBOUND_DOMAIN,
    mail,
    signIn: readSignIn(reader, noDemo),
    log: readLog(reader, isProduction),
    trustedProxies: readProxies(reader),
    metricsToken: reader.secret("METRICS_TOKEN", /^[\x21-\x7e]{16,}$/, METRICS_TOKEN_SHAPE),
    isProduction,
    adminKey: reader.secret("ANTEROOM_ADMIN_KEY", ADMIN_KEY, ADMIN_KEY_SHAPE),
    backupTo: to === undefined ? null : resolve(root, to),
    archive: archive === undefined ? null : resolve(root, archive),
    ...flags,
  };
  // Only a start opens doors, so a command needs none of what makes them safe.
  if (!isCommand) refuseCombinations(reader, settings);
  reader.finish();
  return settings;
}

function readProxies(reader: SettingsReader): string[] {
  const value = reader.text("TRUSTED_PROXIES");
  if (value === null) return [];
  const list = value.split(",").map((entry) => entry.trim());
  if (parseProxies(list) !== null) return list;
  reader.wrong(`TRUSTED_PROXIES must be addresses, networks or "loopback", not "${value}".`);
  return [];
}
