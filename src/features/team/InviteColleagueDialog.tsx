import { Select } from "@mantine/core";
import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { FormDialog } from "../../components/FormDialog";
import { useStaffViewer } from "../auth/viewer";
import { EMPTY_INVITE, InviteFields, inviteProblems } from "../invitations/InviteFields";
import { invitationStrings } from "../invitations/invitationStrings";
import { rolesGivenBy, type StaffRole } from "./teamRules";
import { teamStrings as text } from "./teamStrings";

/** Invites somebody to the team, with a role that the viewer may give. */
export function InviteColleagueDialog({ onClose }: { onClose: () => void }) {
  const viewer = useStaffViewer();
  const [form, setForm] = useState(EMPTY_INVITE);
  const [role, setRole] = useState<StaffRole>("member");
  const invite = useMutation(api.invitations.inviteStaff);
  const problems = inviteProblems(form);
  return (
    <FormDialog
      title={text.invite}
      submit={invitationStrings.send}
      isComplete={problems.name === null && problems.email === null}
      action={() => invite({ name: form.name.trim(), email: form.email.trim(), role })}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <InviteFields form={form} tried={tried} onChange={setForm} />
          <Select
            label={text.inviteRole}
            description={text.roleBodies[role]}
            allowDeselect={false}
            data={rolesGivenBy(viewer).map((value) => ({ value, label: text.roles[value] }))}
            value={role}
            onChange={(value) => setRole(value as StaffRole)}
          />
        </>
      )}
    </FormDialog>
  );
}
