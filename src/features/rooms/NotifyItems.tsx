import { Menu } from "@mantine/core";
import type { Id } from "../../../convex/_generated/dataModel";
import type { Notify } from "./notify";
import classes from "./NotifyItems.module.css";
import { notifyStrings as s } from "./notifyStrings";
import { useNotifyChoice } from "./useNotifyChoice";

/** The menu entries that say which messages of a room reach one as email (R13). */
export function NotifyItems({ roomId, notify }: { roomId: Id<"rooms">; notify: Notify }) {
  const { choices, chosen, choose } = useNotifyChoice(roomId, notify);
  return (
    <>
      <Menu.Label>{s.label}</Menu.Label>
      <Menu.RadioGroup value={chosen} onChange={choose}>
        {choices.map(({ value, text }) => (
          <Menu.RadioItem key={value} value={value} closeMenuOnClick>
            {text.name}
            <span className={classes.hint}>{text.hint}</span>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
