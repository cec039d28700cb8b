import { useQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { formatListTime } from "../../lib/dates";
import { useNow } from "../../lib/useNow";
import type { MessageView, RoomDetails } from "../messages/types";
import { receiptLine } from "./receiptLine";
import classes from "./Receipts.module.css";
import { receiptLineStrings as s } from "./receiptLineStrings";
import { lazyPart } from "../../lib/lazyPart";
import { PartBoundary } from "../../components/PartBoundary";

const ReceiptsDrawer = lazyPart(() => import("./ReceiptsDrawer"));

/** Under the newest message, where the team wrote it to clients: who has seen it, in a few words. */
export function ReceiptLine(props: {
  details: RoomDetails;
  last: MessageView | undefined;
  timeZone: string;
}) {
  const { details, last, timeZone } = props;
  const [open, setOpen] = useState(false);
  const now = useNow();
  const { roomId, kind } = details.room;
  const isTold = details.kind === "staff" && kind !== "internal";
  const isTeams = last !== undefined && last.text !== null && last.author.side === "staff";
  const sum = useQuery(
    api.receipts.summary,
    isTold && isTeams ? { roomId, messageId: last.messageId } : "skip",
  );
  if (!isTold || !isTeams) return null;
  // Its place is kept until it is known: what came later would move the messages above.
  if (sum === undefined) return <p className={classes.line} data-waits />;
  const line = receiptLine(sum, (time) => formatListTime(time, now, timeZone));
  if (line === null) return null;
  return (
    <>
      <p className={classes.line} data-mine={last.author.mine || undefined}>
        <button type="button" aria-label={s.lineLabel(line)} onClick={() => setOpen(true)}>
          {line}
        </button>
      </p>
      {open && (
        <PartBoundary>
          <ReceiptsDrawer room={details.room} view={last} onClose={() => setOpen(false)} />
        </PartBoundary>
      )}
    </>
  );
}
