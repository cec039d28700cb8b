import type { ReactNode } from "react";
import classes from "./Page.module.css";

/** A page beside the room list (settings, admin): a header with the way back on a phone, and a scrolling body. */
export function Page(props: {
  title: string;
  back?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <header className={classes.header}>
        {props.back}
        <h1>{props.title}</h1>
      </header>
      <div className={classes.scroll}>
        <div className={classes.body} data-wide={props.wide || undefined}>
          {props.children}
        </div>
      </div>
    </>
  );
}
