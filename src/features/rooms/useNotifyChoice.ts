import { useMutation } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { formatClock } from "../../lib/dates";
import { useViewer } from "../auth/viewer";
import { isOff, type Notify, type NotifyLevel } from "./notify";
import { notifyStrings as s } from "./notifyStrings";

const PAUSE = "pause";
const LEVELS: NotifyLevel[] = ["all", "mentions", "off"];

/** What can be chosen about a room's messages (R13), what is, and what chooses. */
export function useNotifyChoice(roomId: Id<"rooms">, notify: Notify) {
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
  const choices = [
    ...LEVELS.map((level) => ({ value: level as string, text: s.levels[level] })),
    { value: PAUSE, text: pause },
  ];
  return { choices, chosen: isPaused ? PAUSE : (chosen as string), choose };
}
