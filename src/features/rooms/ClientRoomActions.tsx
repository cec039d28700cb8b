import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { strings } from "../../lib/strings";
import { useQueryState } from "../../lib/useQueryState";
import { NotifyItems } from "./NotifyItems";
import { OffMark } from "./OffMark";
import { PinItem } from "./PinItem";

/** What a client can set in a room: their own email about it. */
export function ClientRoomActions({ roomId }: { roomId: Id<"rooms"> }) {
  const room = useQueryState({ query: api.rooms.get, args: { roomId } });
  if (room.status !== "success") return null;
  const { notify } = room.data;
  return (
    <>
      <OffMark notify={notify} />
      <Menu position="bottom-end" shadow="md" width={270}>
        <Menu.Target>
          <ActionIcon size={40} aria-label={strings.roomMenu.open}>
            <IconDots size={20} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <PinItem roomId={roomId} />
          <NotifyItems roomId={roomId} notify={notify} />
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
