import { Button } from "@mantine/core";
import { useMutation, useQuery } from "convex/react";
import { Link } from "react-router";
import { api } from "../../../convex/_generated/api";
import { formatFull } from "../../lib/dates";
import { useSubmit } from "../../lib/useSubmit";
import type { RoomDetails } from "../messages/types";
import classes from "./Receipts.module.css";
import { confirmStrings as s } from "./receiptLineStrings";

/** Above the foot of an announcement room: the oldest announcement that this client is still asked to confirm. */
export function ConfirmationBar({ details, timeZone }: { details: RoomDetails; timeZone: string }) {
  const { roomId, kind, archived } = details.room;
  const isReader = details.kind === "client" && kind === "announcement" && !archived;
  const requests = useQuery(api.confirmations.mine, isReader ? { roomId } : "skip") ?? [];
  const confirm = useMutation(api.confirmations.confirm);
  const due = requests.findLast(({ confirmedTime }) => confirmedTime === null);
  const { submit, busy, failure } = useSubmit(async () => {
    if (due !== undefined) await confirm({ roomId, messageId: due.messageId });
  });
  if (due === undefined) return null;
  return (
    <section aria-label={s.label} className={classes.bar}>
      <p>
        {failure ?? s.request(formatFull(due.time, timeZone))}{" "}
        <Link to={`?m=${due.messageId}`}>{s.show}</Link>
      </p>
      <Button loading={busy} onClick={() => void submit()}>
        {s.confirm}
      </Button>
    </section>
  );
}
