import { Button } from "@mantine/core";
import {
  IconBell,
  IconFiles,
  IconHistory,
  IconPinned,
  IconUserPlus,
  IconUsers,
} from "@tabler/icons-react";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import type { api } from "../../../convex/_generated/api";
import { DetailsDrawer, type DetailsTab, DetailsTabs } from "../../components/DetailsDrawer";
import { strings } from "../../lib/strings";
import { RoomActivity } from "../audit/RoomActivity";
import { useStaffViewer } from "../auth/viewer";
import { roomFileStrings } from "../files/roomFileStrings";
import { RoomFiles } from "../files/RoomFiles";
import { RoomPins } from "../messages/RoomPins";
import { NotifyChoices } from "../rooms/NotifyChoices";
import { notifyStrings } from "../rooms/notifyStrings";
import { roomDetailsStrings } from "../rooms/roomDetailsStrings";
import { AddPeople } from "./AddPeople";
import { ParticipantList } from "./ParticipantList";
import classes from "./ParticipantsDrawer.module.css";
import { participantStrings } from "./participantStrings";
import { WaitingList } from "./WaitingList";

/** A room as the staff audience sees it. */
export type StaffRoomDetails = Extract<FunctionReturnType<typeof api.rooms.get>, { kind: "staff" }>;

type Props = { details: StaffRoomDetails; onClose: () => void };

/** A room's details (staff only, R5): who is in it, its files and pins, what reaches one of it, what happened. Its creator adds and removes people here (R2); others read why they can't. */
export default function ParticipantsDrawer({ details, onClose }: Props) {
  const [adding, setAdding] = useState(false);
  const { timeZone } = useStaffViewer();
  const { room, can } = details;
  const { roomId } = room;
  const title = adding ? strings.rooms.addPeople : roomDetailsStrings.title;
  if (adding && can.manageParticipants) {
    return (
      <DetailsDrawer title={title} about={room.name} onClose={onClose}>
        <AddPeople room={room} portalId={details.portalId} onDone={() => setAdding(false)} />
      </DetailsDrawer>
    );
  }
  const tabs: DetailsTab[] = [
    {
      value: "people",
      label: participantStrings.title,
      Icon: IconUsers,
      panel: () => <People details={details} onAdd={() => setAdding(true)} />,
    },
    {
      value: "files",
      label: roomFileStrings.title,
      Icon: IconFiles,
      panel: () => <RoomFiles roomId={roomId} timeZone={timeZone} />,
    },
    {
      value: "pins",
      label: roomDetailsStrings.pins,
      Icon: IconPinned,
      panel: () => <RoomPins roomId={roomId} timeZone={timeZone} onOpen={onClose} />,
    },
    {
      value: "notify",
      label: notifyStrings.tab,
      Icon: IconBell,
      panel: () => <NotifyChoices roomId={roomId} notify={details.notify} />,
    },
    {
      value: "activity",
      label: participantStrings.activity,
      Icon: IconHistory,
      panel: () => <RoomActivity roomId={roomId} />,
    },
  ];
  return (
    <DetailsDrawer title={title} about={room.name} onClose={onClose}>
      <DetailsTabs tabs={tabs} first="people" />
    </DetailsDrawer>
  );
}

function People({ details, onAdd }: { details: StaffRoomDetails; onAdd: () => void }) {
  const { room, can, creatorName } = details;
  return (
    <>
      {can.manageParticipants ? (
        <Button
          fullWidth
          variant="light"
          mb="md"
          leftSection={<IconUserPlus size={18} stroke={1.7} />}
          onClick={onAdd}
        >
          {strings.rooms.addPeople}
        </Button>
      ) : (
        <p className={classes.note}>{participantStrings.onlyCreator(creatorName)}</p>
      )}
      <ParticipantList roomId={room.roomId} canRemove={can.manageParticipants} />
      <WaitingList roomId={room.roomId} canGiveUp={can.manageParticipants} />
      {room.kind !== "internal" && <p className={classes.foot}>{participantStrings.staffOnly}</p>}
    </>
  );
}
