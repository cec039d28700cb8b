import { Alert, Button } from "@mantine/core";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../../convex/_generated/api";
import { formatDate } from "../../lib/dates";
import { useSubmit } from "../../lib/useSubmit";
import classes from "./SessionsCard.module.css";
import { signInStrings } from "./signInStrings";
import { useViewer } from "./viewer";

const text = signInStrings.sessions;
type SessionView = FunctionReturnType<typeof api.sessions.list>[number];

/** Where one is signed in, with a way to end each; nothing where people sign in another way (Clerk, the demo's cards). */
export function SessionsCard({ className }: { className: string | undefined }) {
  const sessions = useQuery(api.sessions.list, {});
  const revokeOthers = useMutation(api.sessions.revokeOthers);
  const { submit, busy, failure } = useSubmit(() => revokeOthers({}));
  if (sessions === undefined || sessions.length === 0) return null;
  return (
    <section className={className}>
      <h2>{text.title}</h2>
      <ul className={classes.list} aria-label={text.title}>
        {sessions.map((session) => (
          <SessionRow key={session.sessionId} session={session} />
        ))}
      </ul>
      {failure !== null && (
        <Alert color="red" role="alert" mb="md">
          {failure}
        </Alert>
      )}
      {sessions.length > 1 && (
        <Button variant="default" loading={busy} onClick={() => void submit()}>
          {text.endOthers}
        </Button>
      )}
    </section>
  );
}

function SessionRow({ session }: { session: SessionView }) {
  const { timeZone } = useViewer();
  const revoke = useMutation(api.sessions.revoke);
  const { submit, busy, failure } = useSubmit(() => revoke({ sessionId: session.sessionId }));
  const device = session.device === "" ? text.unknownDevice : session.device;
  const since = text.since(formatDate(session.createdTime, timeZone));
  const used = text.used(formatDate(session.usedTime, timeZone));
  return (
    <li className={classes.row}>
      <span className={classes.about}>
        <strong>
          {device}
          {session.isThisOne && <em> {text.thisOne}</em>}
        </strong>
        <span>{failure ?? `${since}, ${used}`}</span>
      </span>
      {!session.isThisOne && (
        <Button
          variant="subtle"
          color="red"
          loading={busy}
          aria-label={text.endFor(device)}
          onClick={() => void submit()}
        >
          {text.end}
        </Button>
      )}
    </li>
  );
}
