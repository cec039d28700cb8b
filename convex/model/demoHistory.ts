/** The history of the demo's long room. */
import type { Id } from "../_generated/dataModel";
import { LONG_ROOM, LONG_ROOM_PHRASES } from "./demoFirm";
import type { NewMessage } from "./messages";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The messages of the long room: three voices, phrases in a fixed shuffle, evenly spread up to an hour
 * before `now` (ms). `userId` gives the account of a subject.
 */
export function longHistory(now: number, userId: (subject: string) => Id<"users">): NewMessage[] {
  const voices = ["tom", LONG_ROOM.creator, "tom", "anna"].map((subject) => userId(subject));
  const step = (LONG_ROOM.days * DAY_MS) / LONG_ROOM.lines;
  let state = 7;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31; // a fixed generator: the same demo each time
    return Math.floor((state / 2 ** 31) * below);
  };
  return Array.from({ length: LONG_ROOM.lines }, (_, position) => ({
    authorId: voices[next(voices.length)] ?? userId("tom"),
    text: LONG_ROOM_PHRASES[next(LONG_ROOM_PHRASES.length)] ?? "…",
    source: "app" as const,
    clientMessageId: `demo:long:${position}`,
    time: Math.round(now - 60 * MINUTE_MS - (LONG_ROOM.lines - 1 - position) * step),
  }));
}
