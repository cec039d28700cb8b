import type { ReactNode } from "react";
import classes from "./PersonRow.module.css";

/** A list of PersonRow. */
export function PersonRows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  );
}

/** One person in a list: picture, name, a line about them, and at the end their state and buttons. */
export function PersonRow(props: {
  name: string;
  /** Their picture or initials, 40 px. */
  face: ReactNode;
  suffix?: string;
  detail: string;
  end: ReactNode;
}) {
  return (
    <li className={classes.row}>
      {props.face}
      <span className={classes.who}>
        <span className={classes.name}>
          {props.name}
          {props.suffix}
        </span>
        <span className={classes.detail}>{props.detail}</span>
      </span>
      <span className={classes.end}>{props.end}</span>
    </li>
  );
}
