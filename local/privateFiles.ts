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
/** Characters that mean something in a glob. */
const GLOB_CHARACTERS = /[\\*?[\]{}()!@+|]/g;

/** Globs for Vite's `server.fs.deny`: keys, and everything in a data folder (absolute) and its backups. */
export function privateFiles(dataDir: string): string[] {
  const folder = dataDir.replaceAll("\\", "/").replaceAll(GLOB_CHARACTERS, "\\$&");
  // The usual place as well: it may hold data of an earlier start.
  return [...KEYS_AND_SETTINGS, "**/.anteroom*/**", `${folder}/**`, `${folder}-backups/**`];
}
