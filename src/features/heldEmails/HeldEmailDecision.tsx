import { Button, Group } from "@mantine/core";
import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import type { HeldEmail } from "./HeldEmailCard";
import { heldEmailStrings as text } from "./heldEmailStrings";

type Props = { email: HeldEmail; tell: (message: string) => void };
type Asking = "accept" | "remember" | "reject";

/** Accept, accept and remember the address (where it is another one), reject; each after a question. */
export function HeldEmailDecision({ email, tell }: Props) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const isOther = email.from !== null && email.from !== email.person.email;
  return (
    <Group gap="xs" mt="sm">
      <Button onClick={() => setAsking("accept")}>{text.accept}</Button>
      {isOther && (
        <Button variant="light" onClick={() => setAsking("remember")}>
          {text.remember}
        </Button>
      )}
      <Button variant="subtle" color="red" onClick={() => setAsking("reject")}>
        {text.reject}
      </Button>
      {asking !== null && (
        <DecisionDialog asking={asking} email={email} tell={tell} onClose={() => setAsking(null)} />
      )}
    </Group>
  );
}

function DecisionDialog(props: Props & { asking: Asking; onClose: () => void }) {
  const { asking, email, tell, onClose } = props;
  const { roomId, inboundId, roomName, person } = email;
  const accept = useMutation(api.heldEmails.accept);
  const reject = useMutation(api.heldEmails.reject);
  if (asking === "reject") {
    return (
      <ConfirmDialog
        danger
        title={text.rejectTitle}
        body={text.rejectBody}
        confirm={text.rejectSubmit}
        action={async () => {
          await reject({ roomId, inboundId });
          tell(text.rejected);
        }}
        onClose={onClose}
      />
    );
  }
  const rememberAddress = asking === "remember";
  const warning = text.acceptBody(roomName, person.name);
  return (
    <ConfirmDialog
      title={text.acceptTitle(person.name)}
      body={
        rememberAddress ? `${warning} ${text.rememberBody(email.from ?? "", person.name)}` : warning
      }
      confirm={rememberAddress ? text.rememberSubmit : text.acceptSubmit}
      action={async () => {
        await accept({ roomId, inboundId, rememberAddress });
        tell(text.accepted(person.name, roomName));
      }}
      onClose={onClose}
    />
  );
}
