import type { ReactNode } from "react";
import classes from "./Page.module.css";
import { usePageName } from "./pageName";

/** A page beside the room list (settings, admin): a header with the way back on a phone, and a scrolling body. */
export function Page(props: {
  title: string;
  back?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  usePageName(props.title);
  return (
    <>
      <header className={classes.header}>
        {props.back}
        <h1>{props.title}</h1>
      </header>
      {/* A stop for the Tab key: the arrows scroll it, also where nothing in it can have the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.scroll} tabIndex={0} aria-label={props.title}>
        <div className={classes.body} data-wide={props.wide || undefined}>
          {props.children}
        </div>
      </section>
    </>
  );
}
