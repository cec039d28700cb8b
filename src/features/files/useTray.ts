import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useUploads } from "./UploadsContext";
import type { FileUse } from "./uploadBackend";
import type { Upload } from "./upload";

export type Tray = {
  uploads: readonly Upload[];
  /** Why files were left out, one sentence each. */
  refusals: readonly string[];
  add: (files: readonly File[]) => void;
  dismissRefusals: () => void;
};

/** Whether a file keeps the message from going: it must be tried again or removed first. */
export function hasFailed({ uploads }: Tray): boolean {
  return uploads.some(({ state }) => state.kind === "failed");
}

/** The files that wait in a room's composer of messages or of notes. Asks before the page is left while one is uploading. */
export function useTray(roomId: string, use: FileUse = "messages"): Tray {
  const store = useUploads();
  const uploads = useSyncExternalStore(store.subscribe, () => store.tray(roomId, use));
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const add = useCallback(
    (files: readonly File[]) =>
      setRefusals(files.length === 0 ? [] : store.add(roomId, files, use)),
    [store, roomId, use],
  );
  const dismissRefusals = useCallback(() => setRefusals([]), []);

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (store.isBusy) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [store]);

  return { uploads, refusals, add, dismissRefusals };
}
