import { IconBell, IconFiles, IconPinned } from "@tabler/icons-react";
import type { Id } from "../../../convex/_generated/dataModel";
import { DetailsDrawer, DetailsTabs } from "../../components/DetailsDrawer";
import { useViewer } from "../auth/viewer";
import { roomFileStrings } from "../files/roomFileStrings";
import { RoomFiles } from "../files/RoomFiles";
import { RoomPins } from "../messages/RoomPins";
import type { Notify } from "./notify";
import { NotifyChoices } from "./NotifyChoices";
import { notifyStrings } from "./notifyStrings";
import { roomDetailsStrings as s } from "./roomDetailsStrings";

/** A room's details for a client: its files, its pins, and what reaches them of it. Nobody else (R5). */
export default function ClientRoomDetails(props: {
  roomId: Id<"rooms">;
  name: string;
  notify: Notify;
  onClose: () => void;
}) {
  const { roomId, name, notify, onClose } = props;
  const { timeZone } = useViewer();
  return (
    <DetailsDrawer title={s.title} about={name} onClose={onClose}>
      <DetailsTabs
        first="files"
        tabs={[
          {
            value: "files",
            label: roomFileStrings.title,
            Icon: IconFiles,
            panel: () => <RoomFiles roomId={roomId} timeZone={timeZone} />,
          },
          {
            value: "pins",
            label: s.pins,
            Icon: IconPinned,
            panel: () => <RoomPins roomId={roomId} timeZone={timeZone} onOpen={onClose} />,
          },
          {
            value: "notify",
            label: notifyStrings.tab,
            Icon: IconBell,
            panel: () => <NotifyChoices roomId={roomId} notify={notify} />,
          },
        ]}
      />
    </DetailsDrawer>
  );
}
