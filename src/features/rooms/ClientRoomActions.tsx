import { ActionIcon, Menu } from "@mantine/core";
import { IconBellOff, IconDots } from "@tabler/icons-react";
import type { Id } from "../../../convex/_generated/dataModel";
import { strings } from "../../lib/strings";
import { MuteItem } from "./MuteItem";
import { PinItem } from "./PinItem";
import { useRoomMute } from "./useRoomMute";

/** What a client can set in a room: their own email about it. */
export function ClientRoomActions({ roomId }: { roomId: Id<"rooms"> }) {
  const { muted } = useRoomMute(roomId);
  if (muted === undefined) return null;
  return (
    <>
      {muted && <IconBellOff size={18} stroke={1.7} aria-label={strings.roomMenu.mutedHint} />}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon size={40} aria-label={strings.roomMenu.open}>
            <IconDots size={20} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <PinItem roomId={roomId} />
          <MuteItem roomId={roomId} />
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
