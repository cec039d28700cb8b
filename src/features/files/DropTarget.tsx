import { IconUpload } from "@tabler/icons-react";
import { type ReactNode, type Ref, useImperativeHandle, useRef } from "react";
import classes from "./DropTarget.module.css";
import { fileStrings as s } from "./fileStrings";
import { useFileDrop } from "./useFileDrop";

export type DropTargetHandle = {
  /** Opens the device's picker. */
  open: () => void;
};

/**
 * The room's pane as a target for files, dropped or picked. Nothing is taken where nobody may post
 * (`onFiles` null).
 */
export function DropTarget({
  ref,
  onFiles,
  className = "",
  label,
  roomName,
  children,
}: {
  ref?: Ref<DropTargetHandle>;
  className?: string | undefined;
  label: string;
  roomName: string;
  onFiles: ((files: File[]) => void) | null;
  children: ReactNode;
}) {
  const { isOver, handlers } = useFileDrop(onFiles);
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
      {isOver && onFiles !== null && (
        <div className={classes.overlay} aria-hidden>
          <div className={classes.card}>
            <IconUpload size={28} stroke={1.6} />
            <strong dir="auto">{s.dropTitle(roomName)}</strong>
            <span>{s.dropHint}</span>
          </div>
        </div>
      )}
    </section>
  );
}
