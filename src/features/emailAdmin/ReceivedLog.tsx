import { Button, SegmentedControl } from "@mantine/core";
import { usePaginatedQuery } from "convex/react";
import { useState } from "react";
import { api } from "../../../convex/_generated/api";
import { Section } from "../../components/Section";
import { formatFull, formatListTime } from "../../lib/dates";
import { useNow } from "../../lib/useNow";
import { emailAdminStrings as text } from "./emailAdminStrings";
import classes from "./ReceivedLog.module.css";

const PAGE = 50;
type State = keyof typeof text.states;

/** Received emails by what became of them: when, from where, for which room, and why. */
export function ReceivedLog({ timeZone }: { timeZone: string }) {
  const [state, setState] = useState<State>("held");
  const now = useNow();
  const log = usePaginatedQuery(api.emailLog.list, { state }, { initialNumItems: PAGE });
  return (
    <Section title={text.log} hint={text.logHint}>
      <div className={classes.states}>
        <SegmentedControl
          aria-label={text.log}
          value={state}
          onChange={(value) => setState(value as State)}
          data={Object.entries(text.states).map(([value, label]) => ({ value, label }))}
        />
      </div>
      {log.status === "Exhausted" && log.results.length === 0 && <p>{text.none}</p>}
      <ul className={classes.rows}>
        {log.results.map((email) => (
          <li key={email.inboundId}>
            <time
              dateTime={new Date(email.receivedTime).toISOString()}
              title={formatFull(email.receivedTime, timeZone)}
            >
              {formatListTime(email.receivedTime, now, timeZone)}
            </time>
            <span>
              <strong>{email.from ?? text.unknownSender}</strong> · {email.roomName ?? text.noRoom}
              {email.reason !== null && <small> · {text.why(email.reason)}</small>}
            </span>
          </li>
        ))}
      </ul>
      {log.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth onClick={() => log.loadMore(PAGE)}>
          {text.more}
        </Button>
      )}
    </Section>
  );
}
