import type { ReactNode } from "react";
import classes from "./EmptyState.module.css";

/** What a pane shows when it has nothing: an icon, what that means, and what to do. */
export function EmptyState(props: {
  icon?: ReactNode;
  title: string;
  body?: string;
  children?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      {props.icon !== undefined && (
        <span className={classes.icon} aria-hidden="true">
          {props.icon}
        </span>
      )}
      <h2>{props.title}</h2>
      {props.body !== undefined && <p>{props.body}</p>}
      {props.children}
    </div>
  );
}
