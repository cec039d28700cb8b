import { paths, shellOf } from "../../app/paths";
import { strings } from "../../lib/strings";
import type { Viewer } from "../auth/viewer";

export type Page = { label: string; address: string };

/** The pages that this viewer has, as the navigation of their shell offers them. */
export function pagesOf(viewer: Viewer): Page[] {
  const shell = shellOf(viewer.kind);
  const own: Page[] = [
    { label: strings.nav.search, address: paths.search(shell) },
    { label: strings.nav.profile, address: paths.profile(shell) },
  ];
  if (viewer.kind === "client") return own;
  const team: Page[] = [
    { label: strings.nav.home, address: paths.home(shell) },
    { label: strings.nav.portals, address: paths.portals },
    { label: strings.nav.team, address: paths.team },
    { label: strings.nav.heldEmails, address: paths.heldEmails },
  ];
  const administration: Page[] = [
    { label: strings.nav.allRooms, address: paths.adminRooms },
    { label: strings.nav.firmSettings, address: paths.firmSettings },
    { label: strings.nav.emailAdmin, address: paths.adminEmail },
    { label: strings.nav.health, address: paths.health },
    { label: strings.nav.audit, address: paths.audit },
  ];
  return [...own, ...team, ...(viewer.role === "member" ? [] : administration)];
}
