import { SegmentedControl } from "@mantine/core";
import { useViewer } from "../auth/viewer";
import { useEnterKey } from "../messages/enterKey";
import { profileStrings as s } from "./profileStrings";

/** Which key sends a message on this device. */
export function EnterKeyField() {
  const { email } = useViewer();
  const [sends, setSends] = useEnterKey(email);
  return (
    <SegmentedControl
      fullWidth
      aria-label={s.sendKey}
      value={sends ? "enter" : "ctrlEnter"}
      onChange={(value) => setSends(value === "enter")}
      data={[
        { value: "enter", label: s.enterSends },
        { value: "ctrlEnter", label: s.ctrlEnterSends },
      ]}
    />
  );
}
