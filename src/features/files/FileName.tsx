import classes from "./FileName.module.css";

const ENDING_CHARACTERS = 8;

/** A file's name on one line; one that is too long loses its middle, so that its ending is always read. */
export function FileName({ name }: { name: string }) {
  const cut = Math.max(0, name.length - ENDING_CHARACTERS);
  return (
    <bdi className={classes.name} title={name}>
      <span className={classes.start}>{name.slice(0, cut)}</span>
      <span className={classes.end}>{name.slice(cut)}</span>
    </bdi>
  );
}
