import { useId, type ReactNode } from "react";
import classes from "./Section.module.css";

/** One card of a page: a heading with its buttons, a sentence of explanation, and the content. */
export function Section(props: {
  title: string;
  hint?: string;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>{props.title}</h2>
        {props.actions}
      </header>
      {props.hint !== undefined && <p className={classes.hint}>{props.hint}</p>}
      {props.children}
    </section>
  );
}
