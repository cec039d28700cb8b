import { Button } from "@mantine/core";
import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths } from "../../app/paths";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { PersonRow } from "../../components/PersonRow";
import { StateTag } from "../../components/StateTag";
import { useNow } from "../../lib/useNow";
import { useStaffViewer } from "../auth/viewer";
import { PersonAvatar } from "../avatars/PersonAvatar";
import { InvitationButtons } from "../invitations/InvitationButtons";
import { invitationStatus } from "../invitations/invitationStatus";
import { keepingStrings } from "../keeping/keepingStrings";
import { previewStrings } from "../preview/previewStrings";
import { MailStop } from "../stoppedAddresses/MailStop";
import { portalStrings as text } from "./portalStrings";

const EraseDialog = lazy(async () => await import("../keeping/EraseDialog"));

export type Contact = FunctionReturnType<typeof api.portals.get>["contacts"][number];

/** A contact of a client: their state, what to do about their invitation, and (owner, admins) suspending. */
export function ContactRow({ contact, tell }: { contact: Contact; tell: (text: string) => void }) {
  const viewer = useStaffViewer();
  const now = useNow();
  const { invitation } = contact;
  const open = contact.state === "invited" && invitation !== null ? invitation : null;
  const status = open === null ? null : invitationStatus(open, now, viewer.timeZone);
  return (
    <PersonRow
      name={contact.name}
      face={<PersonAvatar name={contact.name} avatar={contact.avatar} size={40} />}
      detail={[contact.email, status?.detail ?? null].filter((part) => part !== null).join(" · ")}
      end={
        <>
          <StateTag tone={status?.tone ?? TONES[contact.state]}>
            {status?.label ?? text.states[contact.state]}
          </StateTag>
          {contact.mailStop !== null && <MailStop contact={contact} tell={tell} />}
          {contact.state === "active" && (
            <Button
              size="compact-sm"
              variant="subtle"
              component={Link}
              to={paths.seeAs(contact.userId)}
              aria-label={previewStrings.openFor(contact.name)}
            >
              {previewStrings.open}
            </Button>
          )}
          {open !== null && <InvitationButtons invitation={open} name={contact.name} tell={tell} />}
          {viewer.role !== "member" && contact.state !== "invited" && (
            <StandingButton contact={contact} />
          )}
          {viewer.role !== "member" && <EraseButton contact={contact} />}
        </>
      }
    />
  );
}

const TONES = { active: "ok", suspended: "danger", invited: "waiting" } as const;

/** Suspends an active contact, or lets a suspended one in again; both after a question. */
function StandingButton({ contact }: { contact: Contact }) {
  const { userId, name } = contact;
  const [asking, setAsking] = useState(false);
  const suspend = useMutation(api.team.suspend);
  const reactivate = useMutation(api.team.reactivate);
  const isActive = contact.state === "active";
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color={isActive ? "gray" : "accent"}
        aria-label={isActive ? text.suspendFor(name) : text.reactivateFor(name)}
        onClick={() => setAsking(true)}
      >
        {isActive ? text.suspend : text.reactivate}
      </Button>
      {asking && (
        <ConfirmDialog
          title={isActive ? text.suspendTitle(name) : text.reactivateTitle(name)}
          body={isActive ? text.suspendBody : text.reactivateBody}
          confirm={isActive ? text.suspend : text.reactivate}
          danger={isActive}
          action={() => (isActive ? suspend({ userId }) : reactivate({ userId }))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** Erases a contact for good, whatever their state; asked with their name to be typed. */
function EraseButton({ contact }: { contact: Contact }) {
  const { userId, name } = contact;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        aria-label={keepingStrings.eraseFor(name)}
        onClick={() => setAsking(true)}
      >
        {keepingStrings.erase}
      </Button>
      {asking && (
        <Suspense fallback={null}>
          <EraseDialog person={{ userId, name, kind: "client" }} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
