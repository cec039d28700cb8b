import { Text } from "@mantine/core";
import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { FormDialog } from "../../components/FormDialog";
import { EMPTY_INVITE, InviteFields, inviteProblems } from "../invitations/InviteFields";
import { invitationStrings } from "../invitations/invitationStrings";
import { portalStrings as text } from "./portalStrings";

type Props = { portalId: Id<"portals">; portalName: string; onClose: () => void };

/** Invites a person of a client company by email. */
export function InviteContactDialog({ portalId, portalName, onClose }: Props) {
  const [form, setForm] = useState(EMPTY_INVITE);
  const invite = useMutation(api.invitations.inviteClient);
  const problems = inviteProblems(form);
  return (
    <FormDialog
      title={text.inviteTitle(portalName)}
      submit={invitationStrings.send}
      isComplete={problems.name === null && problems.email === null}
      action={() => invite({ portalId, name: form.name.trim(), email: form.email.trim() })}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <Text size="sm" c="var(--ink-2)">
            {text.inviteHint}
          </Text>
          <InviteFields form={form} tried={tried} onChange={setForm} />
        </>
      )}
    </FormDialog>
  );
}
