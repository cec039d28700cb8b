import { IconChevronLeft } from "@tabler/icons-react";
import { Link } from "react-router";
import { badge, strings } from "../../lib/strings";
import classes from "./BackToRooms.module.css";

/** The way back to the list on a phone, with what is unread in the other rooms. Not shown where the list is beside it. */
export function BackToRooms({ to, unread }: { to: string; unread: number }) {
  return (
    <Link to={to} className={classes.back} aria-label={strings.nav.back(unread)}>
      <IconChevronLeft size={24} stroke={1.8} />
      {unread > 0 && <span className={classes.badge}>{badge(unread)}</span>}
    </Link>
  );
}
