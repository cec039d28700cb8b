import { Alert, Button } from "@mantine/core";
import { useMutation, usePaginatedQuery, useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { formatListTime } from "../../lib/dates";
import { useNow } from "../../lib/useNow";
import { useSubmit } from "../../lib/useSubmit";
import { useViewer } from "../auth/viewer";
import type { MessageView, RoomId } from "../messages/types";
import classes from "./Receipts.module.css";
import { receiptStrings as s } from "./receiptStrings";
import { personName } from "../../language/personName";

const PAGE = 50;
type Props = { roomId: RoomId; archived: boolean; view: MessageView };

/** Asks the readers of an announcement to confirm it, then says who has and who has not. */
export function ConfirmationList({ roomId, archived, view }: Props) {
  const { messageId } = view;
  const requests = useQuery(api.confirmations.mine, { roomId });
  const ask = useMutation(api.confirmations.ask);
  const { submit, busy, failure } = useSubmit(() => ask({ roomId, messageId }));
  if (requests === undefined) return null;
  const isAsked = requests.some((request) => request.messageId === messageId);
  return (
    <section className={classes.confirm} aria-label={s.confirmTitle}>
      <p className={classes.note}>{isAsked ? s.asked : s.confirmHint}</p>
      {isAsked && <Confirmed roomId={roomId} messageId={messageId} />}
      {!isAsked && (
        <Button
          fullWidth
          variant="light"
          loading={busy}
          disabled={archived}
          onClick={() => void submit()}
        >
          {s.ask}
        </Button>
      )}
      {failure !== null && (
        <Alert color="red" role="alert" mt="sm">
          {failure}
        </Alert>
      )}
    </section>
  );
}

function Confirmed(about: { roomId: RoomId; messageId: string }) {
  const { timeZone } = useViewer();
  const now = useNow();
  const list = usePaginatedQuery(api.confirmations.list, about, { initialNumItems: PAGE });
  return (
    <>
      <ul className={classes.rows} aria-label={s.confirmTitle}>
        {list.results.map(({ userId, name, confirmedTime }) => (
          <li key={userId} className={classes.row}>
            <span className={classes.name}>{personName(name)}</span>
            <span className={classes.fact}>
              {confirmedTime === null
                ? s.notConfirmed
                : s.confirmedAt(formatListTime(confirmedTime, now, timeZone))}
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
