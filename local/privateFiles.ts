/** What the development server, which serves every file of the project, must keep to itself. */

/** Vite's own list, which one of ours replaces. */
const KEYS_AND_SETTINGS = [
  ".env",
  ".env.*",
  "*.{crt,pem,key,p12,pfx,cer,der}",
  ".npmrc",
  ".yarnrc.yml",
  "**/.git/**",
];
/** What backups and exports are made of, wherever somebody has put them. */
const COPIES = ["*.zip", "*.sqlite", "*.sqlite-*", "secrets.json"];
/** Characters that mean something in a glob. */
const GLOB_CHARACTERS = /[\\*?[\]{}()!@+|]/g;

/**
 * Globs for Vite's `server.fs.deny`: keys, everything in a data folder (absolute) and in what commands
 * put beside it, archives and databases. The files of a backup that was made elsewhere in the project
 * have names that nobody guesses.
 */
export function privateFiles(dataDir: string): string[] {
  const folder = dataDir.replaceAll("\\", "/").replaceAll(GLOB_CHARACTERS, "\\$&");
  // The usual place as well: it may hold data of an earlier start.
  const beside = ["backups", "exports", "replaced-*"].map((kind) => `${folder}-${kind}/**`);
  return [...KEYS_AND_SETTINGS, ...COPIES, "**/.anteroom*/**", `${folder}/**`, ...beside];
}
