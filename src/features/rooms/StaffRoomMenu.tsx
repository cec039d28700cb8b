import { Menu } from "@mantine/core";
import {
  IconArchive,
  IconArchiveOff,
  IconArrowsExchange,
  IconDoorExit,
  IconFileExport,
  IconPencil,
} from "@tabler/icons-react";
import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { canExport } from "../../../convex/model/permissions";
import type { MenuPartProps } from "../../components/LazyMenu";
import { PartMenu } from "../../components/PartMenu";
import { roomMenuStrings } from "./roomMenuStrings";
import { useStaffViewer } from "../auth/viewer";
import { transcriptStrings } from "../transcript/transcriptStrings";
import { NotifyItems } from "./NotifyItems";
import { PinItem } from "./PinItem";
import { staffRoomStrings } from "./staffRoomStrings";

type StaffRoom = Extract<FunctionReturnType<typeof api.rooms.get>, { kind: "staff" }>;

/** A dialog that the menu leads to. */
export type StaffRoomDialog = "rename" | "archive" | "handOver" | "export" | "leave";

/** What the server lets this member of the team do with a room, and one's own settings of it. */
export default function StaffRoomMenu(
  props: MenuPartProps & { details: StaffRoom; onOpen: (dialog: StaffRoomDialog) => void },
) {
  const viewer = useStaffViewer();
  const { room, can, notify, viewerIsCreator } = props.details;
  // Rows 3, 6 and 19 have one rule: who may rename a room may hand it over too.
  const canHandOver = can.rename;
  const ArchiveIcon = room.archived ? IconArchiveOff : IconArchive;
  const item = (dialog: StaffRoomDialog, Icon: typeof IconPencil, label: string) => (
    <Menu.Item leftSection={<Icon size={16} />} onClick={() => props.onOpen(dialog)}>
      {label}
    </Menu.Item>
  );
  return (
    <PartMenu
      opened={props.opened}
      onChange={props.onChange}
      button={props.button}
      position="bottom-end"
      width={270}
    >
      {can.rename && item("rename", IconPencil, roomMenuStrings.rename)}
      <PinItem roomId={room.roomId} />
      {can.archive &&
        item(
          "archive",
          ArchiveIcon,
          room.archived ? roomMenuStrings.unarchive : roomMenuStrings.archive,
        )}
      {canHandOver && item("handOver", IconArrowsExchange, staffRoomStrings.handOver)}
      {canExport(viewer, { isCreator: viewerIsCreator }) &&
        item("export", IconFileExport, transcriptStrings.menuItem)}
      <Menu.Divider />
      <NotifyItems roomId={room.roomId} notify={notify} />
      <Menu.Divider />
      {item("leave", IconDoorExit, staffRoomStrings.leave)}
    </PartMenu>
  );
}
