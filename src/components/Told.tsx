import classes from "./Told.module.css";

/** What came of an action, said once to screen readers too; takes no room while it is empty. */
export function Told({ children }: { children: string }) {
  return <output className={classes.told}>{children}</output>;
}
