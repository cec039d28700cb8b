import { Button } from "@mantine/core";
import { IconPinned } from "@tabler/icons-react";
import { usePaginatedQuery } from "convex/react";
import { type ReactNode, useMemo } from "react";
import { api } from "../../../convex/_generated/api";
import { EmptyState } from "../../components/EmptyState";
import { useNow } from "../../lib/useNow";
import { useQueryState } from "../../lib/useQueryState";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { PictureViewer } from "../files/PictureViewer";
import type { RowActions } from "../messages/MessageRow";
import { excerptOf } from "../messages/quote";
import { ReadOnlyNotice } from "../messages/ReadOnlyNotice";
import { RoomHeader } from "../messages/RoomHeader";
import { buildTimeline } from "../messages/timeline";
import { TimelineRow } from "../messages/TimelineRow";
import type { MessageView, RoomId } from "../messages/types";
import classes from "./Preview.module.css";
import { previewStrings as s } from "./previewStrings";

const PAGE = 50;

type Props = {
  client: { userId: string; name: string; timeZone: string };
  roomId: RoomId;
  back?: ReactNode;
};

/** One room as a client sees it: header, pins, messages; nothing can be pressed but files and links. */
export function PreviewRoom({ client, roomId, back }: Props) {
  const about = { userId: client.userId, roomId };
  const room = useQueryState({ query: api.preview.room, args: about });
  const pins = useQueryState({ query: api.preview.pins, args: about });
  if (room.status === "error") return <EmptyState title={s.gone} body={s.goneBody} />;
  if (room.status === "pending") return <RoomListSkeleton />;
  const [pin] = pins.status === "success" ? pins.data : [];
  return (
    <section className={classes.room} aria-label={room.data.room.name}>
      <RoomHeader details={room.data} back={back} />
      {pin !== undefined && (
        <p className={classes.pin}>
          <IconPinned size={16} aria-hidden />
          <span dir="auto">
            {s.pins}: {excerptOf(pin)}
          </span>
        </p>
      )}
      <PreviewMessages client={client} roomId={roomId} />
      {room.data.can.post ? (
        <p className={classes.composer}>{s.composer(client.name)}</p>
      ) : (
        <ReadOnlyNotice details={room.data} viewerEmail="" />
      )}
    </section>
  );
}

function PreviewMessages({ client, roomId }: Props) {
  const now = useNow();
  const { userId, timeZone } = client;
  const list = usePaginatedQuery(
    api.preview.messages,
    { userId, roomId },
    { initialNumItems: PAGE },
  );
  const messages = useMemo(() => list.results.map(asShown).reverse(), [list.results]);
  const items = buildTimeline({ messages, unsent: [], unreadSeq: null, timeZone });
  return (
    <PictureViewer roomId={roomId} messages={messages} isPreview>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by keyboard */}
      <div className={classes.scroller} tabIndex={0} role="log" aria-live="off">
        <div className={classes.messages}>
          {list.status === "CanLoadMore" && (
            <Button variant="subtle" fullWidth onClick={() => list.loadMore(PAGE)}>
              {s.older}
            </Button>
          )}
          {items.map((item) => (
            <TimelineRow
              key={item.key}
              item={item}
              roomId={roomId}
              now={now}
              timeZone={timeZone}
              unreadCount={0}
              isCurrent={false}
              editing={null}
              actions={NOTHING}
              readOnly
            />
          ))}
        </div>
      </div>
    </PictureViewer>
  );
}

/** Reactions are seen and not pressed: they would be the viewer's own. */
function asShown(view: MessageView): MessageView {
  return { ...view, canReact: false };
}

const nothing = () => {};
const NOTHING: RowActions = {
  onRetry: nothing,
  onEdit: null,
  onDiscard: nothing,
  onDelete: nothing,
  onCopyLink: nothing,
  onMenu: nothing,
  onPickReaction: nothing,
  onReply: null,
  onSaveEdit: nothing,
  onCancelEdit: nothing,
  onReact: nothing,
};
