import { useConvexConnectionState } from "convex/react";
import { useEffect, useState } from "react";
import { strings } from "../lib/strings";
import classes from "./OfflineBanner.module.css";

const SAY_AFTER_MS = 5_000;
const SAY_BACK_FOR_MS = 2_000;

/** A thin line after 5 s without a connection, green for 2 s on return. Never a modal: typing goes on. */
export function OfflineBanner() {
  const state = useOfflineState();
  return (
    <div role="status" className={classes.slot}>
      {state !== "online" && (
        <p className={classes.banner} data-state={state}>
          {state === "offline" ? strings.offline.lost : strings.offline.back}
        </p>
      )}
    </div>
  );
}

function useOfflineState(): "online" | "offline" | "back" {
  const { isWebSocketConnected } = useConvexConnectionState();
  const [state, setState] = useState<"online" | "offline" | "back">("online");
  useEffect(() => {
    if (!isWebSocketConnected) {
      const timer = setTimeout(() => setState("offline"), SAY_AFTER_MS);
      return () => clearTimeout(timer);
    }
    setState((previous) => (previous === "offline" ? "back" : previous));
    const timer = setTimeout(() => setState("online"), SAY_BACK_FOR_MS);
    return () => clearTimeout(timer);
  }, [isWebSocketConnected]);
  return state;
}
