import { Button } from "@mantine/core";
import type { FunctionReturnType } from "convex/server";
import { useId, useState } from "react";
import type { api } from "../../../convex/_generated/api";
import { StateTag } from "../../components/StateTag";
import { formatFull, formatListTime } from "../../lib/dates";
import { useNow } from "../../lib/useNow";
import { useStaffViewer } from "../auth/viewer";
import { HeldEmailDetail } from "./HeldEmailDetail";
import classes from "./HeldEmails.module.css";
import { heldEmailStrings as text } from "./heldEmailStrings";

export type HeldEmail = FunctionReturnType<typeof api.heldEmails.list>["page"][number];

type Props = { email: HeldEmail; tell: (message: string) => void };

/** One held email: from whom, for which room and as whom, why; its text and the decision on a click. */
export function HeldEmailCard({ email, tell }: Props) {
  const { timeZone } = useStaffViewer();
  const now = useNow();
  const id = useId();
  const [open, setOpen] = useState(false);
  const from = email.from ?? text.unknownSender;
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <div className={classes.about}>
          <bdi className={classes.from}>{from}</bdi>
          <span className={classes.detail}>{text.to(email.roomName, email.person.name)}</span>
          <span className={classes.detail}>{email.subject || text.noSubject}</span>
        </div>
        <div className={classes.end}>
          <time
            className={classes.detail}
            dateTime={new Date(email.receivedTime).toISOString()}
            title={formatFull(email.receivedTime, timeZone)}
          >
            {formatListTime(email.receivedTime, now, timeZone)}
          </time>
          <StateTag tone={email.reason === "DMARC_FAILED" ? "danger" : "waiting"}>
            {text.reason(email.reason)}
          </StateTag>
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={open}
            aria-controls={id}
            aria-label={open ? text.hideFrom(from) : text.readFrom(from)}
            onClick={() => setOpen(!open)}
          >
            {open ? text.hide : text.read}
          </Button>
        </div>
      </div>
      <div id={id} hidden={!open}>
        {open && <HeldEmailDetail email={email} tell={tell} />}
      </div>
    </li>
  );
}
