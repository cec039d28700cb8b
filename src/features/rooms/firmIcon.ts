import { accentShades } from "../../app/accent";
import { initialsOf } from "../../components/Initials";
import type { TabIcon } from "./tabIcon";

const DOT =
  '<circle cx="49" cy="15" r="15" fill="#fff"/><circle cx="49" cy="15" r="11" fill="#e5484d"/>';

/** A firm's: its logo (a data: URI, as the server lets it be stored), or its initials on its accent colour. */
export function firmIcon(firm: {
  name: string;
  accentColor: string;
  logo: string | null;
}): TabIcon {
  const sign =
    firm.logo === null
      ? `<rect width="64" height="64" rx="15" fill="${accentShades(firm.accentColor)[6]}"/>` +
        '<text x="32" y="43" font-family="sans-serif" font-size="30" font-weight="700" fill="#fff" ' +
        `text-anchor="middle">${initialsOf(firm.name)}</text>`
      : `<image href="${firm.logo}" width="64" height="64"/>`;
  return { plain: toUri(sign), unread: toUri(sign + DOT) };
}

function toUri(content: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${content}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
