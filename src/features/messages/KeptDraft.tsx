import { useStored } from "../../lib/deviceStorage";
import { CopyText } from "./CopyText";
import { draftKey } from "./drafts";
import classes from "./KeptDraft.module.css";
import { sendStrings as s } from "./messageStrings";

/** What the viewer was writing when writing ended: kept on the device, to be read and copied. */
export function KeptDraft({ viewerEmail, roomId }: { viewerEmail: string; roomId: string }) {
  // It changes once more after mounting: the composer that this replaces stores its last words as
  // it goes.
  const message = useStored(draftKey(viewerEmail, roomId)) ?? "";
  const note = useStored(draftKey(viewerEmail, roomId, "note")) ?? "";
  const drafts = [message, note].filter((draft) => draft !== "");
  if (drafts.length === 0) return null;
  return <KeptText label={s.keptDraft} texts={drafts} />;
}

/** Texts that were not sent, each with a button that copies it. */
export function KeptText({ label, texts }: { label: string; texts: string[] }) {
  return (
    <section className={classes.kept} aria-label={label}>
      <p className={classes.label}>{label}</p>
      {texts.map((text, index) => (
        <div key={index} className={classes.item}>
          <div dir="auto" className={classes.text}>
            {text}
          </div>
          <CopyText text={text} />
        </div>
      ))}
    </section>
  );
}
