import classes from "./Initials.module.css";

const TONES = 6;

/**
 * A round (person) or squared (room) tile with initials, in one of six calm tones chosen by the name, so that the
 * same name always looks the same. Decorative: the name stands beside it, so the letters are drawn by the style sheet
 * and are no text to select, search or read out.
 */
export function Initials(props: { name: string; size?: number; shape?: "person" | "room" }) {
  const size = props.size ?? 36;
  return (
    <span
      aria-hidden="true"
      className={classes.tile}
      data-shape={props.shape ?? "person"}
      data-tone={toneOf(props.name)}
      data-initials={initialsOf(props.name)}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.38) }}
    />
  );
}

/** Up to two initials: of the first and the last word, or the first of a single one. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

function toneOf(name: string): number {
  let hash = 0;
  for (const char of name) hash = (hash * 31 + char.codePointAt(0)!) >>> 0;
  return hash % TONES;
}
