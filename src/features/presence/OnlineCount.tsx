import type { Id } from "../../../convex/_generated/dataModel";
import { useViewer } from "../auth/viewer";
import classes from "./presence.module.css";
import { presenceStrings as s } from "./presenceStrings";
import { usePresence } from "./usePresence";

/** In the team's header of a room: how many others of it are here now. */
export function OnlineCount({ roomId }: { roomId: Id<"rooms"> }) {
  const viewer = useViewer();
  const { others } = usePresence(roomId, viewer.kind === "staff" ? viewer.userId : "");
  if (others === 0) return null;
  return (
    <span className={classes.count}>
      <span className={classes.dot} aria-hidden /> {s.others(others)}
    </span>
  );
}
