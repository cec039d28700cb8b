import classes from "./StateTag.module.css";

export type Tone = "ok" | "waiting" | "danger" | "plain";

/** A word about a state, in a colour that only repeats what the word says. */
export function StateTag({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  );
}
