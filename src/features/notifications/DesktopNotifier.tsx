import { type ConvexReactClient, useConvex, useQuery } from "convex/react";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths, type Shell } from "../../app/paths";
import { useViewer } from "../auth/viewer";
import { filesText } from "../files/filesText";
import { shownText } from "../messages/mentionText";
import type { RoomListItem } from "../rooms/roomListTypes";
import { type Arrival, arrivalsSince, lastSeqs } from "./arrivals";
import { HeldNews } from "./HeldNews";
import { NotifyingTab } from "./NotifyingTab";
import { notificationStrings as s } from "./notificationStrings";

/** The latest messages of a room that are looked at for a mention. */
const LOOKED_AT = 20;

/**
 * Tells of new messages while the app is on no screen, and was on none for a minute: one notification per room, out of
 * the very data that the room list shows (R5). A click leads into the room; coming back to the tab takes them all away.
 */
export default function DesktopNotifier({ shell }: { shell: Shell }) {
  const { email } = useViewer();
  const convex = useConvex();
  const navigate = useNavigate();
  const go = useRef(navigate);
  useEffect(() => {
    go.current = navigate; // another one at every address
  });
  const rooms = useQuery(api.rooms.list, {});
  const newest = useRef<RoomListItem[]>([]);
  const known = useRef<Map<string, number> | null>(null);
  const news = useRef<HeldNews | null>(null);

  useEffect(() => {
    const tab = new NotifyingTab(email);
    const shown = new Map<string, Notification>();
    const tell = async (arrival: Arrival) => {
      if (!(await tab.mayNotify())) return;
      const body = await bodyOf(convex, arrival);
      if (body === null) return;
      const { roomId, name } = arrival.room;
      const notification = new Notification(name, {
        body,
        tag: `${email}:${roomId}`,
        icon: "/icon-192.png",
      });
      notification.addEventListener("click", () => {
        window.focus();
        void go.current(paths.room(shell, roomId));
        notification.close();
      });
      shown.set(roomId, notification);
    };
    const held = new HeldNews(
      () => tab.restMs(),
      (since) => {
        for (const arrival of arrivalsSince(since, newest.current, Date.now())) void tell(arrival);
      },
    );
    news.current = held;
    const clear = () => {
      if (document.visibilityState !== "visible") return;
      held.clear();
      for (const notification of shown.values()) notification.close();
      shown.clear();
    };
    document.addEventListener("visibilitychange", clear);
    return () => {
      document.removeEventListener("visibilitychange", clear);
      held.clear();
      tab.stop();
    };
  }, [email, convex, shell]);

  useEffect(() => {
    if (rooms === undefined) return;
    const before = known.current;
    known.current = lastSeqs(rooms);
    newest.current = rooms;
    if (before === null || document.visibilityState === "visible") return;
    news.current?.add(arrivalsSince(before, rooms, Date.now()));
  }, [rooms]);
  return null;
}

/** What is told of a room; null where only mentions count and none is new. */
async function bodyOf(convex: ConvexReactClient, arrival: Arrival): Promise<string | null> {
  const { room, sinceSeq } = arrival;
  if (room.notify.level !== "mentions") return previewLine(room);
  const args = { roomId: room.roomId, paginationOpts: { numItems: LOOKED_AT, cursor: null } };
  const { page } = await convex.query(api.messages.list, args);
  const mention = page
    .filter(({ seq, author, text }) => seq > sinceSeq && !author.mine && text !== null)
    .find(({ mentions }) => mentions.some(({ you }) => you));
  return mention === undefined ? null : s.line(mention.author.name, shownText(mention));
}

function previewLine({ preview }: RoomListItem): string | null {
  if (preview === null || preview.text === null) return null;
  const { author, text, files } = preview;
  return s.line(author, text === "" && files !== null ? filesText(files) : text);
}
