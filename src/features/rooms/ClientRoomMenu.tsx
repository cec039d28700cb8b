import { Menu } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import type { Id } from "../../../convex/_generated/dataModel";
import type { MenuPartProps } from "../../components/LazyMenu";
import type { Notify } from "./notify";
import { NotifyItems } from "./NotifyItems";
import { PinItem } from "./PinItem";
import { roomDetailsStrings as s } from "./roomDetailsStrings";

/** What a client can set in a room for themselves, and the way to its details. */
export default function ClientRoomMenu(
  props: MenuPartProps & { roomId: Id<"rooms">; notify: Notify; onDetails: () => void },
) {
  const { roomId, notify } = props;
  return (
    <Menu
      opened={props.opened}
      onChange={props.onChange}
      position="bottom-end"
      shadow="md"
      width={270}
    >
      <Menu.Target>{props.button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconInfoCircle size={16} />} onClick={props.onDetails}>
          {s.title}
        </Menu.Item>
        <PinItem roomId={roomId} />
        <NotifyItems roomId={roomId} notify={notify} />
      </Menu.Dropdown>
    </Menu>
  );
}
