import { Menu } from "@mantine/core";
import { IconBell, IconBellFilled, IconBellOff } from "@tabler/icons-react";
import { useViewer } from "../auth/viewer";
import { type DesktopState, useDesktopSwitch } from "./desktopState";
import classes from "./DesktopItem.module.css";
import { notificationStrings as s } from "./notificationStrings";

const ICONS: Record<DesktopState, typeof IconBell> = {
  on: IconBellFilled,
  off: IconBell,
  denied: IconBellOff,
  unsupported: IconBellOff,
};

/** The bell of the account's menu: switches desktop notifications, and says what they are at. */
export function DesktopItem() {
  const { email } = useViewer();
  const { state, toggle } = useDesktopSwitch(email);
  const Icon = ICONS[state];
  const isFixed = state === "denied" || state === "unsupported";
  return (
    <Menu.CheckboxItem
      checked={state === "on"}
      aria-disabled={isFixed || undefined}
      checkIcon={<IconBellFilled size={16} />}
      rightSection={state === "on" ? undefined : <Icon size={16} aria-hidden />}
      onChange={() => void toggle()}
    >
      {s.menu}
      <span className={classes.state}>{s.states[state]}</span>
      {state === "denied" && <span className={classes.state}>{s.howToAllow}</span>}
    </Menu.CheckboxItem>
  );
}
