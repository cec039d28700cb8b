/** The command line: a start and its switches, or one of the commands with its own. */
import { parseArgs } from "node:util";
import type { SettingsReader } from "./settingsReader.ts";

export type ErasureWish = {
  /** Address of the person. */
  email: string;
  /** Messages and notes go as well; otherwise they stay under a neutral name. */
  deletesMessages: boolean;
};

export type RetentionWish = {
  /** A new rule: a number of months, "forever", or null for the one that stands. */
  keep: number | "forever" | null;
  /** Run it at once instead of in the night. */
  now: boolean;
};

const FLAGS = {
  dev: { type: "boolean", default: false },
  reset: { type: "boolean", default: false },
  backup: { type: "boolean", default: false },
  export: { type: "boolean", default: false },
  import: { type: "boolean", default: false },
  erase: { type: "boolean", default: false },
  retention: { type: "boolean", default: false },
  to: { type: "string" },
  email: { type: "string" },
  "delete-messages": { type: "boolean", default: false },
  months: { type: "string" },
  forever: { type: "boolean", default: false },
  now: { type: "boolean", default: false },
  yes: { type: "boolean", default: false },
  open: { type: "boolean", default: false },
  "no-demo": { type: "boolean", default: false },
} as const;
const KNOWN =
  "--backup, --dev, --erase, --export FILE, --import FILE, --no-demo, --open, --reset, --retention, --yes; " +
  "--to FOLDER with --backup; --email ADDRESS, --delete-messages with --erase; " +
  "--months N, --forever, --now with --retention";
/** Switches that say nothing about a start: better refused than believed to have done something. */
const BELONGS = {
  to: ["backup", "npm run backup -- --to …"],
  email: ["erase", "npm run erase -- --email …"],
  "delete-messages": ["erase", "npm run erase -- --email … --delete-messages"],
  months: ["retention", "npm run retention -- --months …"],
  forever: ["retention", "npm run retention -- --forever"],
  now: ["retention", "npm run retention -- --now"],
} as const;

/** Gives what the command line says; tells `reader` what is wrong with it. */
export function readFlags(reader: SettingsReader, args: string[]) {
  const { values, positionals } = parseKnown(reader, args);
  for (const [name, [command, example]] of Object.entries(BELONGS)) {
    const isGiven = Boolean(values[name as keyof typeof BELONGS]);
    if (isGiven && !values[command]) reader.wrong(`--${name} belongs to --${command}: ${example}`);
  }
  // The one word without dashes is the file to export to (without it one is made up) or to import.
  const [archive, ...others] =
    values.export || values.import ? positionals : [undefined, ...positionals];
  if (values.import && archive === undefined) reader.wrong("--import needs a FILE.zip.");
  for (const word of others) reader.wrong(`Unexpected argument "${word}".`);
  const { dev, reset, backup, export: exports, import: imports, to, yes, open } = values;
  const erase = values.erase ? readErasure(reader, values) : null;
  const retention = values.retention ? readRetention(reader, values) : null;
  const isCommand = reset || backup || exports || imports || values.erase || values.retention;
  const commands = { reset, backup, export: exports, import: imports, erase, retention };
  return { ...commands, dev, to, archive, yes, open, noDemo: values["no-demo"], isCommand };
}

type Values = ReturnType<typeof parseKnown>["values"];

function readErasure(reader: SettingsReader, values: Values): ErasureWish {
  const { email = "", "delete-messages": deletesMessages } = values;
  if (email === "") reader.wrong("--erase needs the person: npm run erase -- --email ADDRESS");
  return { email, deletesMessages };
}

function readRetention(reader: SettingsReader, { months, forever, now }: Values): RetentionWish {
  if (months === undefined) return { keep: forever ? "forever" : null, now };
  if (forever) reader.wrong("--months and --forever are two different rules.");
  if (!/^\d{1,3}$/.test(months)) reader.wrong(`--months must be a number, not "${months}".`);
  return { keep: Number(months), now };
}

function parseKnown(reader: SettingsReader, args: string[]) {
  try {
    return parseArgs({ args, options: FLAGS, allowPositionals: true });
  } catch (error) {
    const [reason] = String((error as Error).message).split(". ");
    reader.wrong(`${reason}. Known: ${KNOWN}.`);
    // The others still count: what follows from their absence would be no mistake.
    const switches = args.filter(isKnownSwitch);
    return parseArgs({ args: switches, options: FLAGS, allowPositionals: true });
  }
}

function isKnownSwitch(arg: string): boolean {
  const name = arg.slice(2);
  if (!arg.startsWith("--") || !Object.hasOwn(FLAGS, name)) return false;
  return FLAGS[name as keyof typeof FLAGS].type === "boolean";
}
