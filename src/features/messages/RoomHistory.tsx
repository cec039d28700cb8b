import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { Delayed } from "../../components/Delayed";
import { ReceiptLine } from "../receipts/ReceiptLine";
import { PictureViewer } from "../files/PictureViewer";
import { ListTop } from "./ListTop";
import { MissingBanner, OlderBanner } from "./jump/JumpBanners";
import { useHistoryAround } from "./jump/useHistoryAround";
import { useJumpTarget } from "./jump/useJumpTarget";
import { MessageList, type MessageListHandle, type MessageListProps } from "./MessageList";
import { useWereNotesLoaded } from "./roomNotes";
import type { RoomDetails } from "./types";
import { useHistory } from "./useHistory";

type ListProps = Pick<
  MessageListProps,
  | "roomId"
  | "roomName"
  | "timeZone"
  | "unsent"
  | "start"
  | "empty"
  | "editing"
  | "actions"
  | "onLeave"
>;
type Props = ListProps & {
  ref?: Ref<MessageListHandle>;
  details: RoomDetails;
  /** The focus has to go somewhere: the way to the latest messages is gone with its button. */
  onLatest: () => void;
};

/** Which part of the history is on screen: its end, or what stands around one `seq`. */
type Place = "latest" | number;

/**
 * The history of a room: its latest messages, or those around the message that the address names
 * (`?m=`). What is loaded already is only scrolled to.
 */
export function RoomHistory({ ref, details, onLatest, ...props }: Props) {
  const jump = useJumpTarget(props.roomId);
  const { status, seq, visit, leave } = jump;
  const [place, setPlace] = useState<Place | null>(status === "none" ? "latest" : null);
  const list = useRef<MessageListHandle>(null);

  // While rendering, so that no frame shows the list of another address.
  if ((status === "none" || status === "missing") && place !== "latest") setPlace("latest");
  if (place === null && seq !== null) setPlace(seq);

  useEffect(() => {
    if (seq !== null) list.current?.reveal(seq, () => setPlace(seq));
  }, [seq, visit]);

  const toLatest = useCallback(() => {
    setPlace("latest");
    leave();
  }, [leave]);
  const shared = { ...props, details, ref: list };
  useImperativeHandle(ref, () => delegate(list));

  return (
    <>
      {status === "missing" && <MissingBanner onDismiss={leave} />}
      {place === null ? (
        <Waiting />
      ) : place === "latest" ? (
        <LatestMessages {...shared} />
      ) : (
        <MessagesAround key={place} seq={place} {...shared} {...{ toLatest, onLatest }} />
      )}
    </>
  );
}

type PlaceProps = ListProps & {
  ref: Ref<MessageListHandle>;
  details: RoomDetails;
  toLatest: () => void;
};

function LatestMessages({ details, ...props }: Omit<PlaceProps, "toLatest">) {
  const history = useHistory(details);
  const last = history.messages.at(-1);
  const end = <ReceiptLine details={details} last={last} timeZone={props.timeZone} />;
  return (
    <PictureViewer roomId={props.roomId} messages={history.messages}>
      <MessageList {...props} {...history} end={end} readSeq={details.readSeq} />
    </PictureViewer>
  );
}

/** Until the newest message is loaded too, what is on its way has no place in this list. */
function MessagesAround({
  details,
  seq,
  toLatest,
  onLatest,
  ...props
}: PlaceProps & { seq: number; onLatest: () => void }) {
  const { messages, older, newer } = useHistoryAround(props.roomId, seq);
  // Unread is what the latest messages tell of; a look into the past does not.
  const [visit] = useState({ readSeq: details.lastSeq, lastSeq: details.lastSeq });
  const wereNotesLoaded = useWereNotesLoaded();
  const isLoading =
    older.status === "LoadingFirstPage" || newer.status === "LoadingFirstPage" || !wereNotesLoaded;
  const isOpenEnded = newer.status !== "Exhausted";
  return (
    <PictureViewer roomId={props.roomId} messages={messages}>
      <MessageList
        {...props}
        messages={isLoading ? [] : messages}
        unsent={isOpenEnded ? [] : props.unsent}
        status={isLoading ? "LoadingFirstPage" : older.status}
        loadMore={older.loadMore}
        newer={{ ...newer, toLatest }}
        targetSeq={seq}
        readSeq={details.readSeq}
        visit={visit}
      />
      {!isLoading && isOpenEnded && (
        <OlderBanner
          onLatest={() => {
            toLatest();
            onLatest();
          }}
        />
      )}
    </PictureViewer>
  );
}

function Waiting(): ReactNode {
  return (
    <div style={{ flex: 1 }}>
      <Delayed>
        <ListTop status="LoadingFirstPage" start={null} />
      </Delayed>
    </div>
  );
}

/** What the pane holds stays valid while one list takes the place of another. */
function delegate(list: { current: MessageListHandle | null }): MessageListHandle {
  return {
    scrollToEnd: () => list.current?.scrollToEnd(),
    focusLast: () => list.current?.focusLast(),
    focusNeighbour: (key) => list.current?.focusNeighbour(key),
    focusRow: (key) => list.current?.focusRow(key),
    reveal: (seq, otherwise) => list.current?.reveal(seq, otherwise),
    markUnread: (seq) => list.current?.markUnread(seq),
    loaded: () => list.current?.loaded() ?? [],
  };
}
