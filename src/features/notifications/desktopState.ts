import { useReducer } from "react";
import { useStored, viewerStorageKey, writeStored } from "../../lib/deviceStorage";

/** Whether new messages are told on the desktop: by wish, by the browser's permission, and by what it can. */
export type DesktopState = "unsupported" | "denied" | "off" | "on";

const ON = "on";
const keyOf = (viewerEmail: string) => viewerStorageKey(viewerEmail, "desktop");

/** Android has the interface, but lets only a service worker use it, which the app does without. */
function isSupported(): boolean {
  return (
    "Notification" in window && window.isSecureContext && !/android/i.test(navigator.userAgent)
  );
}

function stateOf(wish: string | null): DesktopState {
  if (!isSupported()) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return wish === ON && Notification.permission === "granted" ? "on" : "off";
}

/** The state for one person in this browser, kept up to date over all tabs. */
export function useDesktopState(viewerEmail: string): DesktopState {
  return stateOf(useStored(keyOf(viewerEmail)));
}

/**
 * The state and what switches it. Only `toggle`, called in a click, ever asks for the browser's permission.
 */
export function useDesktopSwitch(viewerEmail: string) {
  const state = useDesktopState(viewerEmail);
  // A refusal changes nothing that is stored.
  const [, look] = useReducer((count: number) => count + 1, 0);
  const toggle = async () => {
    if (state === "on") return void writeStored(keyOf(viewerEmail), null);
    if (state !== "off") return;
    const permission = await Notification.requestPermission();
    if (permission === "granted") writeStored(keyOf(viewerEmail), ON);
    look();
  };
  return { state, toggle };
}
