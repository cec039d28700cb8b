import { readStored, useStored, viewerStorageKey, writeStored } from "../../lib/deviceStorage";
import { isTouchDevice } from "./sendKey";

/** Kept only where Enter alone does not send. */
const NEW_LINE = "newLine";

function keyOf(viewerEmail: string): string {
  return viewerStorageKey(viewerEmail, "enterKey");
}

/** Whether Enter alone sends what this person writes: never under a finger, else as they chose on this device. */
export function enterSends(viewerEmail: string): boolean {
  return !isTouchDevice() && readStored(keyOf(viewerEmail)) !== NEW_LINE;
}

/** The choice itself, and the way to change it; it lasts until the sign-out, like a draft. */
export function useEnterKey(viewerEmail: string): [boolean, (sends: boolean) => void] {
  const key = keyOf(viewerEmail);
  const sends = useStored(key) !== NEW_LINE;
  return [sends, (next) => void writeStored(key, next ? null : NEW_LINE)];
}
