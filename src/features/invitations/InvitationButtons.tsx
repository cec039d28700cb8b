import { Button } from "@mantine/core";
import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { useSubmit } from "../../lib/useSubmit";
import type { InvitationView } from "./invitationStatus";
import { invitationStrings as text } from "./invitationStrings";

type Props = {
  invitation: InvitationView;
  name: string;
  /** Tells the person what came of "Send again": a sentence. */
  tell: (message: string) => void;
};

/** What can be done with an invitation that nobody has accepted: send it again, take it back. */
export function InvitationButtons({ invitation, name, tell }: Props) {
  const { invitationId } = invitation;
  const resend = useMutation(api.invitations.resend);
  const revoke = useMutation(api.invitations.revoke);
  const [revoking, setRevoking] = useState(false);
  const { submit, busy, failure } = useSubmit(() => resend({ invitationId }));
  const onResend = async () => {
    if (await submit()) tell(text.resent(name));
  };
  return (
    <>
      {failure !== null && <span role="alert">{failure}</span>}
      <Button
        size="compact-sm"
        variant="light"
        loading={busy}
        aria-label={text.resendFor(name)}
        onClick={() => void onResend()}
      >
        {text.resend}
      </Button>
      {invitation.state === "pending" && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={text.revokeFor(name)}
          onClick={() => setRevoking(true)}
        >
          {text.revoke}
        </Button>
      )}
      {revoking && (
        <ConfirmDialog
          title={text.revokeTitle(name)}
          body={text.revokeBody}
          confirm={text.revoke}
          danger
          action={() => revoke({ invitationId })}
          onClose={() => setRevoking(false)}
        />
      )}
    </>
  );
}
