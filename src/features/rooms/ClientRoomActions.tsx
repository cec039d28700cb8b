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

const ClientRoomMenu = lazyPart(() => import("./ClientRoomMenu"));
const RoomFilesDrawer = lazyPart(() => import("../files/RoomFilesDrawer"));

/** What a client can set in a room: their own email about it; and its files. */
export function ClientRoomActions({ roomId }: { roomId: Id<"rooms"> }) {
  const room = useQueryState({ query: api.rooms.get, args: { roomId } });
  const [showingFiles, setShowingFiles] = useState(false);
  const { remember, giveBack } = useOpener();
  const menuButton = useRef<HTMLButtonElement>(null);
  if (room.status !== "success") return null;
  const { notify } = room.data;
  const showFiles = () => {
    remember(menuButton.current);
    setShowingFiles(true);
  };
  const close = () => {
    setShowingFiles(false);
    giveBack();
  };
  return (
    <>
      <OffMark notify={notify} />
      <LazyMenu
        part={ClientRoomMenu}
        props={{ roomId, notify, onFiles: showFiles }}
        button={
          <ActionIcon ref={menuButton} size={44} aria-label={strings.roomMenu.open}>
            <IconDots size={20} stroke={1.7} />
          </ActionIcon>
        }
      />
      {showingFiles && (
        <PartBoundary onClose={close}>
          <RoomFilesDrawer roomId={roomId} onClose={close} />
        </PartBoundary>
      )}
    </>
  );
}
