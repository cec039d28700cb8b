import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import {
  IconArchive,
  IconArchiveOff,
  IconArrowsExchange,
  IconDoorExit,
  IconDots,
  IconFileExport,
  IconPencil,
  IconUsers,
} from "@tabler/icons-react";
import { lazy, Suspense, useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { canExport } from "../../../convex/model/permissions";
import { strings } from "../../lib/strings";
import { useOpener } from "../../lib/useOpener";
import { useQueryState } from "../../lib/useQueryState";
import { useStaffViewer } from "../auth/viewer";
import { transcriptStrings } from "../transcript/transcriptStrings";
import { NotifyItems } from "./NotifyItems";
import { OffMark } from "./OffMark";
import { PinItem } from "./PinItem";
import { staffRoomStrings } from "./staffRoomStrings";
import classes from "./StaffRoomActions.module.css";

const ExportDialog = lazy(() => import("../transcript/ExportDialog"));
const ParticipantsDrawer = lazy(() => import("../participants/ParticipantsDrawer"));
const RenameRoomDialog = lazy(() => import("./RenameRoomDialog"));
const ArchiveRoomDialog = lazy(() => import("./ArchiveRoomDialog"));
const HandOverDialog = lazy(() => import("./HandOverDialog"));
const LeaveRoomDialog = lazy(() => import("./LeaveRoomDialog"));

type Open = "participants" | "rename" | "archive" | "handOver" | "export" | "leave" | null;

/** The team's buttons of a room: who is in it, and a menu with what the server lets this viewer do. */
export function StaffRoomActions({ roomId }: { roomId: Id<"rooms"> }) {
  const viewer = useStaffViewer();
  const state = useQueryState({ query: api.rooms.get, args: { roomId } });
  const [open, setOpen] = useState<Open>(null);
  const { remember, giveBack } = useOpener();
  const menuButton = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(null);
    giveBack();
  };
  const openFromMenu = (which: Open) => {
    remember(menuButton.current);
    setOpen(which);
  };
  if (state.status !== "success" || state.data.kind !== "staff") return null;
  const { room, can, notify, participantCount, creatorName, viewerIsCreator } = state.data;
  // Rows 3, 6 and 19 have one rule: who may rename a room may hand it over too.
  const canHandOver = can.rename;
  const handing = { room, creatorName, viewerIsCreator, onClose: close };
  const ArchiveIcon = room.archived ? IconArchiveOff : IconArchive;
  return (
    <>
      <OffMark notify={notify} />
      <Tooltip label={strings.participants.open}>
        <button
          type="button"
          className={classes.people}
          aria-label={`${strings.participants.open}: ${participantCount}`}
          onClick={() => {
            remember();
            setOpen("participants");
          }}
        >
          <IconUsers size={19} stroke={1.7} />
          {participantCount}
        </button>
      </Tooltip>
      <Menu position="bottom-end" shadow="md" width={270}>
        <Menu.Target>
          <ActionIcon ref={menuButton} size={40} aria-label={strings.roomMenu.open}>
            <IconDots size={20} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {can.rename && (
            <Menu.Item
              leftSection={<IconPencil size={16} />}
              onClick={() => openFromMenu("rename")}
            >
              {strings.roomMenu.rename}
            </Menu.Item>
          )}
          <PinItem roomId={roomId} />
          {can.archive && (
            <Menu.Item
              leftSection={<ArchiveIcon size={16} />}
              onClick={() => openFromMenu("archive")}
            >
              {room.archived ? strings.roomMenu.unarchive : strings.roomMenu.archive}
            </Menu.Item>
          )}
          {canHandOver && (
            <Menu.Item
              leftSection={<IconArrowsExchange size={16} />}
              onClick={() => openFromMenu("handOver")}
            >
              {staffRoomStrings.handOver}
            </Menu.Item>
          )}
          {canExport(viewer, { isCreator: viewerIsCreator }) && (
            <Menu.Item
              leftSection={<IconFileExport size={16} />}
              onClick={() => openFromMenu("export")}
            >
              {transcriptStrings.menuItem}
            </Menu.Item>
          )}
          <Menu.Divider />
          <NotifyItems roomId={roomId} notify={notify} />
          <Menu.Divider />
          <Menu.Item leftSection={<IconDoorExit size={16} />} onClick={() => openFromMenu("leave")}>
            {staffRoomStrings.leave}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {open === "participants" && <ParticipantsDrawer details={state.data} onClose={close} />}
        {open === "rename" && <RenameRoomDialog roomId={roomId} name={room.name} onClose={close} />}
        {open === "archive" && <ArchiveRoomDialog room={room} onClose={close} />}
        {open === "handOver" && <HandOverDialog {...handing} />}
        {open === "export" && <ExportDialog room={room} onClose={close} />}
        {open === "leave" && (
          <LeaveRoomDialog {...handing} onHandOver={() => setOpen("handOver")} />
        )}
      </Suspense>
    </>
  );
}
