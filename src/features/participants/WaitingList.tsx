import { Alert, Button } from "@mantine/core";
import { useMutation, useQuery } from "convex/react";
import { useId } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Initials } from "../../components/Initials";
import { participantStrings } from "./participantStrings";
import { useSubmit } from "../../lib/useSubmit";
import classes from "./ParticipantsDrawer.module.css";
import { participantStrings as text } from "./participantStrings";

type Waiting = { userId: Id<"users">; name: string; portalName: string | null };

/** Invited contacts for whom a seat is kept (R3); the creator can give each up. Nothing while there are none. */
export function WaitingList(props: { roomId: Id<"rooms">; canGiveUp: boolean }) {
  const { roomId } = props;
  const titleId = useId();
  const people = useQuery(api.participants.pending, { roomId });
  if (people === undefined || people.length === 0) return null;
  return (
    <section aria-labelledby={titleId} className={classes.waiting}>
      <h3 id={titleId}>{text.waitingTitle}</h3>
      <p>{text.waitingHint}</p>
      <ul className={classes.rows}>
        {people.map((person) => (
          <WaitingRow
            key={person.userId}
            roomId={roomId}
            person={person}
            canGiveUp={props.canGiveUp}
          />
        ))}
      </ul>
    </section>
  );
}

function WaitingRow(props: { roomId: Id<"rooms">; person: Waiting; canGiveUp: boolean }) {
  const { userId, name, portalName } = props.person;
  const unreserve = useMutation(api.participants.unreserve);
  const { submit, busy, failure } = useSubmit(() => unreserve({ roomId: props.roomId, userId }));
  return (
    <li>
      <div className={classes.row}>
        <Initials name={name} size={36} />
        <span className={classes.who}>
          <span className={classes.name}>{name}</span>
          <span className={classes.subtitle}>{portalName ?? participantStrings.client}</span>
        </span>
        {props.canGiveUp && (
          <Button
            variant="default"
            size="sm"
            loading={busy}
            aria-label={text.giveUpFor(name)}
            onClick={() => void submit()}
          >
            {text.giveUp}
          </Button>
        )}
      </div>
      {failure !== null && (
        <Alert color="red" role="alert">
          {failure}
        </Alert>
      )}
    </li>
  );
}
