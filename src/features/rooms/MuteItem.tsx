import { Menu } from "@mantine/core";
import { IconBell, IconBellOff } from "@tabler/icons-react";
import type { Id } from "../../../convex/_generated/dataModel";
import { strings } from "../../lib/strings";
import { useRoomMute } from "./useRoomMute";

/** The menu entry that turns one's own email for a room off or on. */
export function MuteItem({ roomId }: { roomId: Id<"rooms"> }) {
  const { muted, toggle } = useRoomMute(roomId);
  const Icon = muted === true ? IconBell : IconBellOff;
  return (
    <Menu.Item leftSection={<Icon size={16} />} onClick={() => void toggle()}>
      {muted === true ? strings.roomMenu.unmute : strings.roomMenu.mute}
    </Menu.Item>
  );
}
