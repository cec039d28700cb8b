import { signInStrings } from "./signInStrings";

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "Mac"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** How this browser is named in the list of sessions, "Firefox on Linux", in the language of that moment; for its person's eyes only. */
export function deviceName(userAgent: string = navigator.userAgent): string {
  const first = (names: [RegExp, string][]) => names.find(([sign]) => sign.test(userAgent))?.[1];
  const browser = first(BROWSERS) ?? "Browser";
  const system = first(SYSTEMS);
  return system === undefined ? browser : signInStrings.sessions.deviceName(browser, system);
}
