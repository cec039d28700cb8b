import { Menu } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import type { Id } from "../../../convex/_generated/dataModel";
import type { MenuPartProps } from "../../components/LazyMenu";
import { PartMenu } from "../../components/PartMenu";
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
    <PartMenu
      opened={props.opened}
      onChange={props.onChange}
      button={props.button}
      position="bottom-end"
      width={270}
    >
      <Menu.Item leftSection={<IconInfoCircle size={16} />} onClick={props.onDetails}>
        {s.title}
      </Menu.Item>
      <PinItem roomId={roomId} />
      <NotifyItems roomId={roomId} notify={notify} />
    </PartMenu>
  );
}
