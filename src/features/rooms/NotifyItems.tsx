import { Menu } from "@mantine/core";
import { useMutation } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { formatClock } from "../../lib/dates";
import { useViewer } from "../auth/viewer";
import { isOff, type Notify, type NotifyLevel } from "./notify";
import classes from "./NotifyItems.module.css";
import { notifyStrings as s } from "./notifyStrings";

const PAUSE = "pause";
const LEVELS: NotifyLevel[] = ["all", "mentions", "off"];

/** The menu entries that say which messages of a room reach one as email (R13). */
export function NotifyItems({ roomId, notify }: { roomId: Id<"rooms">; notify: Notify }) {
  const { timeZone } = useViewer();
  const setNotify = useMutation(api.participants.setNotify);
  const isPaused = notify.level !== "off" && isOff(notify);
  const { untilTime, level: chosen } = notify;
  const pause =
    isPaused && untilTime !== null
      ? { ...s.untilMorning, name: s.until(formatClock(untilTime, timeZone)) }
      : s.untilMorning;
  const choose = (value: string) => {
    const level = LEVELS.find((one) => one === value);
    // After a pause what was chosen before holds again; where that was "off", everything comes.
    const after = chosen === "off" ? "all" : chosen;
    void setNotify(
      level === undefined ? { roomId, level: after, untilMorning: true } : { roomId, level },
    );
  };
  return (
    <>
      <Menu.Label>{s.label}</Menu.Label>
      <Menu.RadioGroup value={isPaused ? PAUSE : chosen} onChange={choose}>
        {LEVELS.map((level) => (
          <Choice key={level} value={level} text={s.levels[level]} />
        ))}
        <Choice value={PAUSE} text={pause} />
      </Menu.RadioGroup>
    </>
  );
}

function Choice({ value, text }: { value: string; text: { name: string; hint: string } }) {
  return (
    <Menu.RadioItem value={value} closeMenuOnClick>
      {text.name}
      <span className={classes.hint}>{text.hint}</span>
    </Menu.RadioItem>
  );
}
