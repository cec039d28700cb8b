import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconEye, IconX } from "@tabler/icons-react";
import { useMutation, usePaginatedQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { paths } from "../../app/paths";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { PersonAvatar } from "../avatars/PersonAvatar";
import { previewStrings } from "../preview/previewStrings";
import { OnlineDot } from "../presence/OnlineDot";
import { usePresence } from "../presence/usePresence";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { participantStrings } from "./participantStrings";
import classes from "./ParticipantsDrawer.module.css";

const PAGE = 50;
type Participant = FunctionReturnType<typeof api.participants.list>["page"][number];

/** The people of a room, page by page; with a remove button each for whom the server lets the viewer remove. */
export function ParticipantList(props: { roomId: Id<"rooms">; canRemove: boolean }) {
  const { roomId } = props;
  const list = usePaginatedQuery(api.participants.list, { roomId }, { initialNumItems: PAGE });
  const remove = useMutation(api.participants.remove);
  const { isOnline } = usePresence(roomId, "");
  const [leaving, setLeaving] = useState<Participant | null>(null);
  if (list.status === "LoadingFirstPage") return <RoomListSkeleton />;
  return (
    <>
      <ul className={classes.rows}>
        {list.results.map((person) => (
          <ParticipantRow
            key={person.participantId}
            isOnline={isOnline(person.userId)}
            roomId={roomId}
            person={person}
            onRemove={props.canRemove && !person.isCreator ? () => setLeaving(person) : null}
          />
        ))}
      </ul>
      {list.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth onClick={() => list.loadMore(PAGE)}>
          {participantStrings.loadMore}
        </Button>
      )}
      {leaving !== null && (
        <ConfirmDialog
          title={participantStrings.removeTitle(leaving.name)}
          body={participantStrings.removeBody}
          confirm={participantStrings.removeConfirm}
          danger
          action={() => remove({ roomId, userId: leaving.userId })}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}

function ParticipantRow(props: {
  roomId: Id<"rooms">;
  person: Participant;
  isOnline: boolean;
  onRemove: (() => void) | null;
}) {
  const { person, onRemove } = props;
  return (
    <li className={classes.row}>
      <PersonAvatar name={person.name} avatar={person.avatar} size={36} />
      <span className={classes.who}>
        <span className={classes.name}>
          {person.name}
          {person.isYou && ` (${participantStrings.you})`}
          {props.isOnline && <OnlineDot />}
        </span>
        <span className={classes.subtitle}>{subtitleOf(person)}</span>
      </span>
      {person.isCreator && <span className={classes.tag}>{participantStrings.creator}</span>}
      {person.kind === "client" && person.state === "active" && (
        <Tooltip label={previewStrings.openFor(person.name)}>
          <ActionIcon
            size={36}
            variant="subtle"
            color="gray"
            component={Link}
            to={paths.seeAs(person.userId, props.roomId)}
            aria-label={previewStrings.openFor(person.name)}
          >
            <IconEye size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      {onRemove !== null && (
        <Tooltip label={participantStrings.remove(person.name)}>
          <ActionIcon
            size={36}
            aria-label={participantStrings.remove(person.name)}
            onClick={onRemove}
          >
            <IconX size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}

/** "Acme Ceramics" for a client, "Team" for staff; a suspended account is said. */
function subtitleOf(person: Participant): string {
  const side =
    person.kind === "staff"
      ? participantStrings.team
      : (person.portalName ?? participantStrings.client);
  const states = [
    ...(person.state === "suspended" ? [participantStrings.suspended] : []),
    ...(person.mailStopped ? [participantStrings.mailStopped] : []),
  ];
  return [side, ...states].join(" · ");
}
