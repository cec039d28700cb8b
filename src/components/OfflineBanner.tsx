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
    <output className={classes.slot}>
      {state !== "online" && (
        <p className={classes.banner} data-state={state}>
          {state === "offline" ? strings.offline.lost : strings.offline.back}
        </p>
      )}
    </output>
  );
}

function useOfflineState(): "online" | "offline" | "back" {
  const { isWebSocketConnected } = useConvexConnectionState();
  const [said, setSaid] = useState(false);
  useEffect(() => {
    if (isWebSocketConnected !== said) return; // said what there is to say
    const wait = isWebSocketConnected ? SAY_BACK_FOR_MS : SAY_AFTER_MS;
    const timer = setTimeout(() => setSaid(!isWebSocketConnected), wait);
    return () => clearTimeout(timer);
  }, [isWebSocketConnected, said]);
  if (!said) return "online";
  return isWebSocketConnected ? "back" : "offline";
}
