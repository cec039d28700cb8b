import { Button, Drawer } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import type { api } from "../../../convex/_generated/api";
import { strings } from "../../lib/strings";
import { AddPeople } from "./AddPeople";
import { ParticipantList } from "./ParticipantList";
import classes from "./ParticipantsDrawer.module.css";
import { WaitingList } from "./WaitingList";

/** A room as the staff audience sees it. */
export type StaffRoomDetails = Extract<FunctionReturnType<typeof api.rooms.get>, { kind: "staff" }>;

type Props = { details: StaffRoomDetails; onClose: () => void };

/** Who is in a room (staff only, R5). Its creator adds and removes people here (R2); others read why they can't. */
export default function ParticipantsDrawer({ details, onClose }: Props) {
  const [adding, setAdding] = useState(false);
  const { room, can, creatorName } = details;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={380}
      title={adding ? strings.participants.add : strings.participants.title}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      {adding && can.manageParticipants ? (
        <AddPeople room={room} onDone={() => setAdding(false)} />
      ) : (
        <>
          {can.manageParticipants ? (
            <Button
              fullWidth
              variant="light"
              mb="md"
              leftSection={<IconUserPlus size={18} stroke={1.7} />}
              onClick={() => setAdding(true)}
            >
              {strings.participants.add}
            </Button>
          ) : (
            <p className={classes.note}>{strings.participants.onlyCreator(creatorName)}</p>
          )}
          <ParticipantList roomId={room.roomId} canRemove={can.manageParticipants} />
          <WaitingList roomId={room.roomId} canGiveUp={can.manageParticipants} />
          {room.kind !== "internal" && (
            <p className={classes.foot}>{strings.participants.staffOnly}</p>
          )}
        </>
      )}
    </Drawer>
  );
}
