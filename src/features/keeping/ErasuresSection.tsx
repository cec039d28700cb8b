import { Progress } from "@mantine/core";
import { useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { Section } from "../../components/Section";
import { formatDate } from "../../lib/dates";
import { useStaffViewer } from "../auth/viewer";
import classes from "./ErasuresSection.module.css";
import { keepingStrings as text } from "./keepingStrings";

/** The latest erasures of people and how far they are; nothing while there are none. */
export function ErasuresSection() {
  const erasures = useQuery(api.erasures.list, {});
  const { timeZone } = useStaffViewer();
  if (erasures === undefined || erasures.length === 0) return null;
  return (
    <Section title={text.erasures} hint={text.erasuresHint}>
      <ul className={classes.list}>
        {erasures.map(({ erasureId, kind, startedTime, finishedTime, done, parts, ...rest }) => (
          <li key={erasureId} className={classes.row}>
            <span>
              {text.former[kind]} · {formatDate(startedTime, timeZone)}
            </span>
            <span className={classes.outcome}>
              {finishedTime !== null
                ? text.erased(rest.deletesMessages)
                : text.erasing(Math.floor((100 * done) / parts))}
            </span>
            {finishedTime === null && (
              <Progress
                className={classes.bar}
                value={(100 * done) / parts}
                aria-label={text.erasures}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
