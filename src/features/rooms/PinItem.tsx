import { Menu } from "@mantine/core";
import { IconPin, IconPinnedOff } from "@tabler/icons-react";
import { useMutation, useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { roomMenuStrings } from "./roomMenuStrings";

/** The menu entry that keeps a room at the top of one's own list, or no longer. */
export function PinItem({ roomId }: { roomId: Id<"rooms"> }) {
  const rooms = useQuery(api.rooms.list, {});
  const setPinned = useMutation(api.participants.setPinned);
  const pinned = rooms?.find((room) => room.roomId === roomId)?.pinned === true;
  const Icon = pinned ? IconPinnedOff : IconPin;
  return (
    <Menu.Item
      leftSection={<Icon size={16} />}
      onClick={() => void setPinned({ roomId, pinned: !pinned })}
    >
      {pinned ? roomMenuStrings.unpin : roomMenuStrings.pin}
    </Menu.Item>
  );
}
