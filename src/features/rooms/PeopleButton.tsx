import { IconUserPlus, IconUsers } from "@tabler/icons-react";
import { Tip } from "../../components/Tip";
import { strings } from "../../lib/strings";
import { lacksClient } from "../messages/lacksClient";
import type { StaffRoomDetails } from "../participants/ParticipantsDrawer";
import classes from "./PeopleButton.module.css";

/**
 * Opens who is in the room, and shows how many (staff only, R5). While no client sits in a client room it asks who may
 * add people to do that.
 */
export function PeopleButton(props: { details: StaffRoomDetails; onClick: () => void }) {
  const { details } = props;
  const { can, room } = details;
  const { participants, addPeople } = strings.rooms;
  const isMissing =
    can.manageParticipants && !room.archived && lacksClient(room.kind, details.clientCount);
  return (
    <Tip label={participants}>
      <button
        type="button"
        className={classes.button}
        data-missing={isMissing || undefined}
        aria-label={isMissing ? addPeople : `${participants}: ${details.participantCount}`}
        onClick={props.onClick}
      >
        {isMissing ? <IconUserPlus size={19} stroke={1.7} /> : <IconUsers size={19} stroke={1.7} />}
        <span>{isMissing ? addPeople : details.participantCount}</span>
      </button>
    </Tip>
  );
}
