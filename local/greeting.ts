/** What the terminal shows once everything answers. */
import { relative, sep } from "node:path";
import type { Settings } from "./settings/settings.ts";

/** What is said of a folder without a firm; `setUpUrl` works until the next start or its use. */
export function setUpNotice(setUpUrl: string): string {
  return `  Set up your firm         ${setUpUrl}   (once; nobody else may have this link)`;
}

/** What is said when the demo is off over its data: its people have no mailbox to get a code in. */
export function demoDataNotice(): string {
  const way = 'set ANTEROOM_DATA to a new folder, or run "npm run reset"';
  return `  This folder holds the demo firm, but the demo is off. For a firm of your own ${way}.`;
}

/** The lines; @param tookMs from the start of the process. */
export function greeting(settings: Settings, appUrl: string, tookMs: number): string {
  const seconds = (tookMs / 1000).toFixed(1);
  const isDemo = settings.signIn.kind === "demo";
  const about = isDemo ? "   (demo data, nothing leaves this computer)" : "";
  const signIn = isDemo ? "Staff & client sign-in" : "Staff and clients";
  const lines = [
    `Anteroom ready in ${seconds} s${about}`,
    `${signIn.padEnd(22)}   ${appUrl}/`,
    ...(settings.mail.kind === "local" ? [`Local mailbox            ${appUrl}/mail`] : []),
    `Data                     ${shownFolder(settings.dataDir)}   (npm run reset for a fresh start)`,
  ];
  return lines.map((line) => `  ${line}`).join("\n");
}

/** Relative when it lies below the present folder. */
function shownFolder(dataDir: string): string {
  const path = relative(process.cwd(), dataDir);
  return path.startsWith("..") || path === "" ? dataDir : `.${sep}${path}${sep}`;
}
