import { Loader } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { paths } from "../../app/paths";
import { Initials } from "../../components/Initials";
import { Said } from "../../components/Said";
import { peopleStrings } from "../participants/peopleStrings";
import { signInPageStrings } from "./signInPageStrings";
import { badge, strings } from "../../lib/strings";
import type { DemoPerson } from "./useDemoPeople";
import classes from "./DemoPersonCard.module.css";

/** One demo person: the card signs this tab in, the link beside it opens a tab of its own. */
export function DemoPersonCard(props: { person: DemoPerson; busy: boolean; onPick: () => void }) {
  const { person } = props;
  return (
    <li className={classes.card}>
      <button type="button" className={classes.pick} disabled={props.busy} onClick={props.onPick}>
        <Initials name={person.name} size={42} />
        <span className={classes.who}>
          <span className={classes.name}>
            <Said>{signInPageStrings.openAs} </Said>
            {person.name}
            <Said>, </Said>
          </span>
          <span className={classes.subtitle}>{subtitleOf(person)}</span>
        </span>
        {props.busy ? (
          <Loader size="xs" />
        ) : (
          person.unread > 0 && (
            <span className={classes.badge}>
              <Said>, </Said>
              {badge(person.unread)}
              <Said> {strings.rooms.unread}</Said>
            </span>
          )
        )}
      </button>
      <a
        className={classes.newTab}
        href={`${paths.signIn}?as=${encodeURIComponent(person.subject)}`}
        target="_blank"
        rel="noopener"
        aria-label={signInPageStrings.openAsInNewTab(person.name)}
        title={signInPageStrings.openAsInNewTab(person.name)}
      >
        <IconExternalLink size={18} stroke={1.7} />
      </a>
    </li>
  );
}

/** "Owner · Founder" for staff, "Acme Ceramics · Marketing" for clients; whatever of it is known. */
function subtitleOf(person: DemoPerson): string {
  const first = person.role === null ? person.portalName : peopleStrings.roles[person.role];
  const parts = [first, person.title].filter((part) => part !== null && part !== "");
  return [...new Set(parts)].join(" · ");
}
