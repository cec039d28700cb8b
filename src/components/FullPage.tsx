import type { ReactNode } from "react";
import classes from "./FullPage.module.css";
import { Mark } from "./Mark";

/** A whole page with one sentence and one way on: not found, suspended, nothing set up. */
export function FullPage(props: { title: string; body: string; children?: ReactNode }) {
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <span className={classes.tile}>
          <Mark size={26} />
        </span>
        <h1>{props.title}</h1>
        <p>{props.body}</p>
        {props.children}
      </div>
    </main>
  );
}
