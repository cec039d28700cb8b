import { useQuery } from "convex/react";
import { useEffect, useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { RoomId } from "./types";

/** How long a signal counts, from when it arrives. */
const SHOWN_MS = 5_000;
/** What a client's row of the whole team is called here; the screen says the firm's name. */
const TEAM = "";

/** The end of a signal by the server's clock, and when this device's clock reads that (ms). */
type End = { endTime: number; hideTime: number };

/**
 * Who writes now: names for staff, one empty name for a client while somebody of the team writes.
 * Rows carry an end by the server's clock, and the latest signal has the latest end. One that comes
 * while the room is open is new, whatever this device's clock says; the others are told by it.
 */
export function useTyping(roomId: RoomId): string[] {
  const answer = useQuery(api.typing.list, { roomId });
  const latest = useRef<End | null>(null);
  const [names, setNames] = useState<string[]>([]);

  useEffect(() => {
    if (answer === undefined) return;
    const rows =
      answer.kind === "staff" ? answer.people : [{ name: TEAM, endTime: answer.endTime }];
    const endTime = Math.max(0, ...rows.map((row) => row.endTime));
    const before = latest.current;
    if (before === null) latest.current = { endTime, hideTime: endTime };
    else if (endTime > before.endTime) {
      latest.current = { endTime, hideTime: Date.now() + SHOWN_MS };
    }
    const { hideTime = 0, endTime: latestEnd = 0 } = latest.current ?? {};
    const ends = rows.map((row) => ({
      name: row.name,
      hideTime: hideTime - (latestEnd - row.endTime),
    }));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      const now = Date.now();
      const shown = ends.filter((row) => row.hideTime > now);
      setNames(shown.map(({ name }) => name));
      const next = Math.min(...shown.map((row) => row.hideTime));
      if (shown.length > 0) timer = setTimeout(show, next - now + 1);
    };
    show();
    return () => clearTimeout(timer);
  }, [answer]);
  return names;
}
