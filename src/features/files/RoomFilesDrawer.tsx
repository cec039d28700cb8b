import { Drawer } from "@mantine/core";
import { strings } from "../../lib/strings";
import { useViewer } from "../auth/viewer";
import type { RoomId } from "../messages/types";
import { fileStrings as s } from "./fileStrings";
import { RoomFiles } from "./RoomFiles";

/** The files of a room, for whoever sits in it. */
export default function RoomFilesDrawer(props: { roomId: RoomId; onClose: () => void }) {
  const { timeZone } = useViewer();
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="right"
      size={380}
      title={s.roomFiles}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <RoomFiles roomId={props.roomId} timeZone={timeZone} />
    </Drawer>
  );
}
