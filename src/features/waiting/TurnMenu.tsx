import { IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { LazyMenu } from "../../components/LazyMenu";
import { lazyPart } from "../../lib/lazyPart";
import { useNow } from "../../lib/useNow";
import { useViewer } from "../auth/viewer";
import { waitedSince } from "./waited";
import { waitingStrings as s } from "./waitingStrings";
import classes from "./TurnMenu.module.css";

const TurnMenuPart = lazyPart(() => import("./TurnMenuPart"));

/** Whose turn it is in a client room, and the switch to say it by hand. Nothing until somebody wrote. */
export function TurnMenu({ roomId }: { roomId: Id<"rooms"> }) {
  const wait = useQuery(api.waiting.get, { roomId });
  const now = useNow();
  const { timeZone } = useViewer();
  if (wait === undefined || wait === null) return null;
  const label = s.turn[wait.state];
  return (
    <LazyMenu
      part={TurnMenuPart}
      props={{ roomId, current: wait.state }}
      button={
        <button
          type="button"
          className={classes.turn}
          data-turn={wait.state}
          aria-label={s.change(label)}
        >
          <span className={classes.dot} aria-hidden />
          {label}
          {wait.state === "us" && (
            <span className={classes.since}>
              {waitedSince(wait.sinceTime, now, wait.clock, timeZone)}
            </span>
          )}
          <IconChevronDown size={12} aria-hidden />
        </button>
      }
    />
  );
}
