import { Button } from "@mantine/core";
import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { StateTag } from "../../components/StateTag";
import { formatListTime } from "../../lib/dates";
import { useNow } from "../../lib/useNow";
import { useStaffViewer } from "../auth/viewer";
import { mailStopStrings as text } from "./mailStopStrings";

type Stop = FunctionReturnType<typeof api.stoppedAddresses.list>["page"][number]["stop"];
export type Stopped = { userId: Id<"users">; name: string; email: string };

/** That mail to somebody has stopped, with the way to try it again. */
export function MailStop(props: { contact: Stopped; tell: (message: string) => void }) {
  const { userId, name, email } = props.contact;
  const [asking, setAsking] = useState(false);
  const resume = useMutation(api.stoppedAddresses.resume);
  return (
    <>
      <StateTag tone="danger">{text.tag}</StateTag>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={text.retryFor(name)}
        onClick={() => setAsking(true)}
      >
        {text.retry}
      </Button>
      {asking && (
        <ConfirmDialog
          title={text.retryTitle(name)}
          body={text.retryBody(email)}
          confirm={text.retry}
          action={async () => {
            await resume({ userId });
            props.tell(text.retried(email));
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** Why and since when, in words; empty while mail goes there. */
export function useStopWords(): (stop: Stop) => string {
  const { timeZone } = useStaffViewer();
  const now = useNow();
  return (stop) => {
    if (stop === null) return "";
    const why = text.why(stop.delivery, stop.reason);
    if (stop.time === null) return why;
    return `${why}, ${text.since(formatListTime(stop.time, now, timeZone))}`;
  };
}
