import { ActionIcon } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { LazyMenu } from "../../components/LazyMenu";
import { PartBoundary } from "../../components/PartBoundary";
import { lazyPart } from "../../lib/lazyPart";
import { strings } from "../../lib/strings";
import { useOpener } from "../../lib/useOpener";
import { useQueryState } from "../../lib/useQueryState";
import { OffMark } from "./OffMark";
import { PeopleButton } from "./PeopleButton";
import type { StaffRoomDialog } from "./StaffRoomMenu";

const StaffRoomMenu = lazyPart(() => import("./StaffRoomMenu"));
const ExportDialog = lazyPart(() => import("../transcript/ExportDialog"));
const ParticipantsDrawer = lazyPart(() => import("../participants/ParticipantsDrawer"));
const RenameRoomDialog = lazyPart(() => import("./RenameRoomDialog"));
const ArchiveRoomDialog = lazyPart(() => import("./ArchiveRoomDialog"));
const HandOverDialog = lazyPart(() => import("./HandOverDialog"));
const LeaveRoomDialog = lazyPart(() => import("./LeaveRoomDialog"));

type Open = "participants" | StaffRoomDialog | null;

/** The team's buttons of a room: who is in it, and a menu with what the server lets this viewer do. */
export function StaffRoomActions({ roomId }: { roomId: Id<"rooms"> }) {
  const state = useQueryState({ query: api.rooms.get, args: { roomId } });
  const [open, setOpen] = useState<Open>(null);
  const { remember, giveBack } = useOpener();
  const menuButton = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(null);
    giveBack();
  };
  const openFromMenu = (dialog: StaffRoomDialog) => {
    remember(menuButton.current);
    setOpen(dialog);
  };
  if (state.status !== "success" || state.data.kind !== "staff") return null;
  const { room, notify, creatorName, viewerIsCreator } = state.data;
  const handing = { room, creatorName, viewerIsCreator, onClose: close };
  return (
    <>
      <OffMark notify={notify} />
      <PeopleButton
        details={state.data}
        onClick={() => {
          remember();
          setOpen("participants");
        }}
      />
      <LazyMenu
        part={StaffRoomMenu}
        props={{ details: state.data, onOpen: openFromMenu }}
        button={
          <ActionIcon ref={menuButton} size={44} aria-label={strings.rooms.menu}>
            <IconDots size={20} stroke={1.7} />
          </ActionIcon>
        }
      />
      <PartBoundary key={open} onClose={close}>
        {open === "participants" && <ParticipantsDrawer details={state.data} onClose={close} />}
        {open === "rename" && <RenameRoomDialog roomId={roomId} name={room.name} onClose={close} />}
        {open === "archive" && <ArchiveRoomDialog room={room} onClose={close} />}
        {open === "handOver" && <HandOverDialog {...handing} />}
        {open === "export" && <ExportDialog room={room} onClose={close} />}
        {open === "leave" && (
          <LeaveRoomDialog {...handing} onHandOver={() => setOpen("handOver")} />
        )}
      </PartBoundary>
    </>
  );
}
