import { useMutation } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { RoomId } from "../messages/types";
import { fileAddress } from "./fileAddress";

/**
 * Downloads a file the browser's own way: through a link that works for this person for a minute.
 * `hasFailed` tells that the last one could not be made.
 */
export function useDownload(roomId: RoomId) {
  const issueTicket = useMutation(api.files.issueTicket);
  const [hasFailed, setHasFailed] = useState(false);
  const download = async (fileId: string, name: string) => {
    setHasFailed(false);
    try {
      const ticket = await issueTicket({ roomId, fileId });
      const link = document.createElement("a");
      link.href = fileAddress(fileId, { ticket });
      link.download = name;
      link.rel = "noreferrer";
      link.click();
    } catch {
      setHasFailed(true);
    }
  };
  return { download, hasFailed };
}
