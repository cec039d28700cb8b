import { Alert, Switch } from "@mantine/core";
import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { profileStrings } from "./profileStrings";
import { useSubmit } from "../../lib/useSubmit";

/** The switch for all of one's email. It shows the wish at once and the truth as soon as the server has it. */
export function EmailMuteSwitch({ muted }: { muted: boolean }) {
  const setEmailMuted = useMutation(api.users.setEmailMuted);
  const [wish, setWish] = useState<boolean | null>(null);
  const { submit, failure } = useSubmit(async () => setEmailMuted({ muted: !muted }));
  const toggle = async () => {
    setWish(!muted);
    await submit();
    setWish(null);
  };
  return (
    <>
      <Switch
        size="md"
        label={profileStrings.muteAll}
        description={profileStrings.muteAllHint}
        checked={wish ?? muted}
        disabled={wish !== null}
        onChange={() => void toggle()}
      />
      {failure !== null && (
        <Alert color="red" role="alert" mt="sm">
          {failure}
        </Alert>
      )}
    </>
  );
}
