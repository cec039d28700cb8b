import { IconUpload } from "@tabler/icons-react";
import { type ReactNode, type Ref, useImperativeHandle, useRef } from "react";
import classes from "./DropTarget.module.css";
import { fileStrings as s } from "./fileStrings";
import { FILES_PER_MESSAGE } from "./uploadStore";
import { useFileDrop } from "./useFileDrop";

export type DropTargetHandle = {
  /** Opens the device's picker. */
  open: () => void;
};

type Props = {
  ref?: Ref<DropTargetHandle>;
  className?: string | undefined;
  label: string;
  /** What dropping files would do at this moment. */
  purpose: () => string;
  onFiles: ((files: File[]) => void) | null;
  children: ReactNode;
};

/**
 * The room's pane as a target for files, dropped or picked. Where nobody may post (`onFiles` null)
 * nothing is taken, and a drop is told so before it happens.
 */
export function DropTarget({ ref, onFiles, className = "", label, purpose, children }: Props) {
  const { over, handlers } = useFileDrop(onFiles);
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ open: () => input.current?.click() }), []);
  return (
    <section {...handlers} className={className} aria-label={label}>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        disabled={onFiles === null}
        aria-label={s.attach}
        data-attach
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = ""; // the same file can be picked again
          if (files.length > 0) onFiles?.(files);
        }}
      />
      {children}
      {over !== null && (
        <div className={classes.overlay} data-refused={onFiles === null || undefined} aria-hidden>
          <div className={classes.card}>
            {onFiles === null ? (
              <strong>{s.readOnlyDrop}</strong>
            ) : (
              <>
                <IconUpload size={28} stroke={1.6} />
                <strong dir="auto">{purpose()}</strong>
                <span>{over > FILES_PER_MESSAGE ? s.dropSome(over) : s.dropHint}</span>
              </>
            )}
          </div>
        </div>
      )}
    </section>
  );
}
