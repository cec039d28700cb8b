import classes from "./FormattingHint.module.css";
import { formattingStrings as s } from "./formattingStrings";
import type { Audience } from "./types";

/** Below the box: the signs that format, each shown as what it makes. `typing`: there is a text in the box. */
export function FormattingHint({ audience, typing }: { audience: Audience; typing: boolean }) {
  return (
    <p className={classes.hint} data-typing={typing || undefined}>
      <strong>{s.bold}</strong>
      <em>{s.italic}</em>
      <span className={classes.wide}>
        ~~<s>{s.struck}</s>~~
      </span>
      <code>{s.code}</code>
      <span>{s.list}</span>
      <span>{s.quote}</span>
      <span>{audience === "staff" ? s.mention : s.mentionTeam}</span>
    </p>
  );
}
