import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import type { MenuPartProps } from "../../components/LazyMenu";
import { PartMenu } from "../../components/PartMenu";
import { waitingStrings as s } from "./waitingStrings";
import classes from "./TurnMenu.module.css";

const TURNS = ["us", "client", "done"] as const;

/** The turns that a room can be given by hand. */
export default function TurnMenuPart(
  props: MenuPartProps & { roomId: Id<"rooms">; current: (typeof TURNS)[number] },
) {
  const { roomId, current } = props;
  const set = useMutation(api.waiting.set);
  return (
    <PartMenu
      opened={props.opened}
      onChange={props.onChange}
      button={props.button}
      position="bottom-start"
      width={250}
    >
      <Menu.Label>{s.menuHint}</Menu.Label>
      {TURNS.map((turn) => (
        <Menu.Item
          key={turn}
          aria-current={turn === current}
          leftSection={<span className={classes.dot} data-turn={turn} />}
          rightSection={turn === current && <IconCheck size={16} />}
          onClick={() => void set({ roomId, state: turn })}
        >
          {s.turn[turn]}
        </Menu.Item>
      ))}
    </PartMenu>
  );
}
