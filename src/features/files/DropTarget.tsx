import { IconUpload } from "@tabler/icons-react";
import { type ReactNode, type Ref, useEffect, useImperativeHandle } from "react";
import { useDropzone } from "react-dropzone";
import classes from "./DropTarget.module.css";
import { fileStrings as s } from "./fileStrings";

export type DropTargetHandle = {
  /** Opens the device's picker. */
  open: () => void;
};

/**
 * The room's pane as a target for files. Where nobody may post
 * (`onFiles` null) the overlay says so. A file dropped beside it does not replace the page, and a
 * picture of the page itself is no file.
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
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    noClick: true,
    noKeyboard: true,
    multiple: true,
    disabled: onFiles === null,
    onDrop: (files) => onFiles?.(files),
  });
  useImperativeHandle(ref, () => ({ open }), [open]);
  useDropGuard();
  return (
    <section
      {...getRootProps({
        className,
        "aria-label": label,
        role: undefined,
        tabIndex: undefined,
      })}
    >
      <input {...getInputProps({ "aria-label": s.attach })} data-attach />
      {children}
      {isDragActive && onFiles !== null && (
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

/** Keeps a file that is dropped anywhere else from opening in the page's place: text would be lost. */
function useDropGuard(): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    };
    window.addEventListener("dragover", refuse);
    window.addEventListener("drop", refuse);
    return () => {
      window.removeEventListener("dragover", refuse);
      window.removeEventListener("drop", refuse);
    };
  }, []);
}
