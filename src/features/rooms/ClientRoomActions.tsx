import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconFiles } from "@tabler/icons-react";
import { lazy, Suspense, useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { strings } from "../../lib/strings";
import { useOpener } from "../../lib/useOpener";
import { useQueryState } from "../../lib/useQueryState";
import { fileStrings } from "../files/fileStrings";
import { NotifyItems } from "./NotifyItems";
import { OffMark } from "./OffMark";
import { PinItem } from "./PinItem";

const RoomFilesDrawer = lazy(() => import("../files/RoomFilesDrawer"));

/** What a client can set in a room: their own email about it; and its files. */
export function ClientRoomActions({ roomId }: { roomId: Id<"rooms"> }) {
  const room = useQueryState({ query: api.rooms.get, args: { roomId } });
  const [showingFiles, setShowingFiles] = useState(false);
  const { remember, giveBack } = useOpener();
  const menuButton = useRef<HTMLButtonElement>(null);
  if (room.status !== "success") return null;
  const { notify } = room.data;
  return (
    <>
      <OffMark notify={notify} />
      <Menu position="bottom-end" shadow="md" width={270}>
        <Menu.Target>
          <ActionIcon ref={menuButton} size={40} aria-label={strings.roomMenu.open}>
            <IconDots size={20} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFiles size={16} />}
            onClick={() => {
              remember(menuButton.current);
              setShowingFiles(true);
            }}
          >
            {fileStrings.roomFiles}
          </Menu.Item>
          <PinItem roomId={roomId} />
          <NotifyItems roomId={roomId} notify={notify} />
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {showingFiles && (
          <RoomFilesDrawer
            roomId={roomId}
            onClose={() => {
              setShowingFiles(false);
              giveBack();
            }}
          />
        )}
      </Suspense>
    </>
  );
}
