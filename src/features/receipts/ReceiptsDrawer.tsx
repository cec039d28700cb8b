import { Button, Drawer } from "@mantine/core";
import { usePaginatedQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { formatListTime } from "../../lib/dates";
import { strings } from "../../lib/strings";
import { useNow } from "../../lib/useNow";
import { useViewer } from "../auth/viewer";
import { PersonAvatar } from "../avatars/PersonAvatar";
import type { MessageView, RoomDetails } from "../messages/types";
import { ConfirmationList } from "./ConfirmationList";
import classes from "./Receipts.module.css";
import { receiptFacts } from "./receiptFacts";
import { receiptStrings as s } from "./receiptStrings";

const PAGE = 50;

type Props = { room: RoomDetails["room"]; view: MessageView; onClose: () => void };

/** What became of one message for each of the others in the room (row 29); of an announcement also who confirmed. */
export default function ReceiptsDrawer({ room, view, onClose }: Props) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={380}
      title={s.title}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <p className={classes.note}>{s.note}</p>
      {room.kind === "announcement" && (
        <ConfirmationList roomId={room.roomId} archived={room.archived} view={view} />
      )}
      <ReceiptList roomId={room.roomId} messageId={view.messageId} />
    </Drawer>
  );
}

function ReceiptList(about: { roomId: Props["room"]["roomId"]; messageId: string }) {
  const { timeZone } = useViewer();
  const now = useNow();
  const list = usePaginatedQuery(api.receipts.forMessage, about, { initialNumItems: PAGE });
  if (list.status === "LoadingFirstPage") return <p className={classes.note}>{s.loading}</p>;
  if (list.results.length === 0) return <p className={classes.note}>{s.nobody}</p>;
  return (
    <>
      <ul className={classes.rows} aria-label={s.title}>
        {list.results.map((receipt) => (
          <li key={receipt.userId} className={classes.row}>
            <PersonAvatar name={receipt.name} avatar={receipt.avatar} size={36} />
            <span className={classes.who}>
              <span className={classes.name}>
                {receipt.name}
                {receipt.portalName !== null && <small> · {receipt.portalName}</small>}
              </span>
              {receiptFacts(receipt, (time) => formatListTime(time, now, timeZone)).map(
                ({ fact, isTrouble }) => (
                  <span key={fact} className={classes.fact} data-trouble={isTrouble || undefined}>
                    {fact}
                  </span>
                ),
              )}
            </span>
          </li>
        ))}
      </ul>
      {list.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth onClick={() => list.loadMore(PAGE)}>
          {s.more}
        </Button>
      )}
    </>
  );
}
