import { Switch } from "@mantine/core";
import { useViewer } from "../auth/viewer";
import { useDesktopSwitch } from "./desktopState";
import { notificationStrings as s } from "./notificationStrings";

/** The switch for notifications of this browser; where it cannot be used it says why. */
export function DesktopSwitch() {
  const { email } = useViewer();
  const { state, toggle } = useDesktopSwitch(email);
  const hint = state === "denied" ? s.howToAllow : state === "unsupported" ? s.unsupported : s.hint;
  return (
    <Switch
      size="md"
      label={s.title}
      description={hint}
      checked={state === "on"}
      disabled={state === "denied" || state === "unsupported"}
      onChange={() => void toggle()}
    />
  );
}
