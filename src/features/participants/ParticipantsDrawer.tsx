import { Button, Drawer, Tabs } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import type { api } from "../../../convex/_generated/api";
import { strings } from "../../lib/strings";
import { RoomActivity } from "../audit/RoomActivity";
import { useStaffViewer } from "../auth/viewer";
import { fileStrings } from "../files/fileStrings";
import { RoomFiles } from "../files/RoomFiles";
import { AddPeople } from "./AddPeople";
import { ParticipantList } from "./ParticipantList";
import classes from "./ParticipantsDrawer.module.css";
import { participantStrings } from "./participantStrings";
import { WaitingList } from "./WaitingList";

/** A room as the staff audience sees it. */
export type StaffRoomDetails = Extract<FunctionReturnType<typeof api.rooms.get>, { kind: "staff" }>;

type Props = { details: StaffRoomDetails; onClose: () => void };

/** A room's details (staff only, R5): who is in it, its files, what happened. Its creator adds and removes people here (R2); others read why they can't. */
export default function ParticipantsDrawer({ details, onClose }: Props) {
  const [adding, setAdding] = useState(false);
  const { timeZone } = useStaffViewer();
  const { room, can } = details;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={380}
      title={adding ? strings.participants.add : participantStrings.details}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      {adding && can.manageParticipants ? (
        <AddPeople room={room} onDone={() => setAdding(false)} />
      ) : (
        <Tabs defaultValue="people" keepMounted={false}>
          <Tabs.List grow mb="md">
            <Tabs.Tab value="people">{strings.participants.title}</Tabs.Tab>
            <Tabs.Tab value="files">{fileStrings.roomFiles}</Tabs.Tab>
            <Tabs.Tab value="activity">{participantStrings.activity}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="people">
            <People details={details} onAdd={() => setAdding(true)} />
          </Tabs.Panel>
          <Tabs.Panel value="files">
            <RoomFiles roomId={room.roomId} timeZone={timeZone} />
          </Tabs.Panel>
          <Tabs.Panel value="activity">
            <RoomActivity roomId={room.roomId} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Drawer>
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
          {strings.participants.add}
        </Button>
      ) : (
        <p className={classes.note}>{strings.participants.onlyCreator(creatorName)}</p>
      )}
      <ParticipantList roomId={room.roomId} canRemove={can.manageParticipants} />
      <WaitingList roomId={room.roomId} canGiveUp={can.manageParticipants} />
      {room.kind !== "internal" && <p className={classes.foot}>{strings.participants.staffOnly}</p>}
    </>
  );
}
