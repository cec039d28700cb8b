import { useQuery } from "convex/react";
import { useEffect, useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { RoomId } from "./types";

/** How long a signal counts, from when it arrives. */
const SHOWN_MS = 5_000;
/** What a client's row of the whole team is called here; the screen says the firm's name. */
const TEAM = "";

/**
 * Who writes now: names for staff, one empty name for a client while somebody of the team writes.
 * Rows carry an end by the server's clock. What changes while the room is open is new, whatever this
 * device's clock says; only the first answer is judged by it.
 */
export function useTyping(roomId: RoomId): string[] {
  const answer = useQuery(api.typing.list, { roomId });
  const known = useRef<Map<string, { endTime: number; hideTime: number }> | null>(null);
  const [names, setNames] = useState<string[]>([]);

  useEffect(() => {
    if (answer === undefined) return;
    const rows =
      answer.kind === "staff"
        ? answer.people.map(({ userId, name, endTime }) => ({
            key: userId as string,
            name,
            endTime,
          }))
        : [{ key: TEAM, name: TEAM, endTime: answer.endTime }];
    const before = known.current;
    const next = new Map(
      rows.map(({ key, endTime }) => {
        const old = before?.get(key);
        const isNew = before !== null && old?.endTime !== endTime;
        const hideTime = isNew ? Date.now() + SHOWN_MS : (old?.hideTime ?? endTime);
        return [key, { endTime, hideTime }];
      }),
    );
    known.current = next;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      const now = Date.now();
      const shown = rows.filter(({ key }) => (next.get(key)?.hideTime ?? 0) > now);
      setNames(shown.map(({ name }) => name));
      const hideTimes = shown.map(({ key }) => next.get(key)?.hideTime ?? 0);
      if (shown.length > 0) timer = setTimeout(show, Math.min(...hideTimes) - now + 1);
    };
    show();
    return () => clearTimeout(timer);
  }, [answer]);
  return names;
}
