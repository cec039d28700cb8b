import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import type { Tone } from "../../components/StateTag";
import { formatDate } from "../../lib/dates";
import { invitationStrings as text } from "./invitationStrings";

/** An invitation as the team sees it. */
export type InvitationView = FunctionReturnType<
  typeof api.invitations.listStaff
>[number]["invitation"];

/** What the provider said of the email when it will not arrive. */
const UNDELIVERED = new Set(["failed", "bounced", "suppressed"]);

/**
 * The state of an invitation in words. `now` in ms: a pending one past its time has expired, which only the screen's
 * clock can tell. An email that never arrived outranks "invited", because somebody has to do something.
 */
export function invitationStatus(
  invitation: InvitationView,
  now: number,
  timeZone: string,
): { tone: Tone; label: string; detail: string | null } {
  if (invitation.state === "revoked") return { tone: "plain", label: text.revoked, detail: null };
  if (invitation.expiresTime <= now) return { tone: "danger", label: text.expired, detail: null };
  const detail = text.validUntil(formatDate(invitation.expiresTime, timeZone));
  if (UNDELIVERED.has(invitation.delivery)) {
    return { tone: "danger", label: text.undelivered, detail };
  }
  if (invitation.delivery === "complained") {
    return { tone: "danger", label: text.complained, detail };
  }
  const label = invitation.openedTime === null ? text.pending : text.opened;
  return { tone: "waiting", label, detail };
}
