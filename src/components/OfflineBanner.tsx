import { useConvexConnectionState } from "convex/react";
import { useEffect, useState, useSyncExternalStore } from "react";
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
  const hasNetwork = useHasNetwork();
  const isConnected = isWebSocketConnected && hasNetwork;
  const [said, setSaid] = useState(false);
  useEffect(() => {
    if (isConnected !== said) return; // said what there is to say
    const wait = isConnected ? SAY_BACK_FOR_MS : SAY_AFTER_MS;
    const timer = setTimeout(() => setSaid(!isConnected), wait);
    return () => clearTimeout(timer);
  }, [isConnected, said]);
  if (!said) return "online";
  return isConnected ? "back" : "offline";
}

/** A socket that lost its network looks connected for a minute; the browser knows at once. */
function useHasNetwork(): boolean {
  return useSyncExternalStore(onNetworkChange, () => navigator.onLine || isOnThisComputer());
}

function onNetworkChange(tell: () => void): () => void {
  const events = ["online", "offline"];
  for (const event of events) window.addEventListener(event, tell);
  return () => {
    for (const event of events) window.removeEventListener(event, tell);
  };
}

/** Where the server needs no network. */
function isOnThisComputer(): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(window.location.hostname);
}
