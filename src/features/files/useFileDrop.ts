import { type DragEvent as ReactDragEvent, useEffect, useRef, useState } from "react";
import { droppedFiles } from "./droppedFiles";

function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes("Files") === true;
}

/**
 * An element as a target for files from outside the page: `over` is how many hover over it (null: none),
 * `handlers` are for the element. `onFiles` null: they are refused. A picture of the page itself is no file.
 */
export function useFileDrop(onFiles: ((files: File[]) => void) | null) {
  // Each part of the element that is crossed enters before the last one is left.
  const depth = useRef(0);
  const [over, setOver] = useState<number | null>(null);
  const isOwn = useDragOfThePage();
  const isMeant = (event: ReactDragEvent) => !isOwn.current && carriesFiles(event.dataTransfer);
  const leave = (left: number) => {
    depth.current = left;
    if (left === 0) setOver(null);
  };
  const handlers = {
    onDragEnter: (event: ReactDragEvent) => {
      if (!isMeant(event)) return;
      depth.current += 1;
      setOver(event.dataTransfer.items.length);
    },
    onDragLeave: (event: ReactDragEvent) => {
      if (isMeant(event)) leave(Math.max(0, depth.current - 1));
    },
    onDragOver: (event: ReactDragEvent) => {
      if (!isMeant(event) || onFiles === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    },
    onDrop: (event: ReactDragEvent) => {
      if (!isMeant(event)) return;
      leave(0);
      event.preventDefault();
      if (onFiles === null) return;
      void droppedFiles(event.dataTransfer).then((files) => {
        if (files.length > 0) onFiles(files);
      });
    },
  };
  useDropGuard();
  return { over, handlers };
}

/** Whether what is being dragged comes from this very page. */
function useDragOfThePage() {
  const isOwn = useRef(false);
  useEffect(() => {
    const start = () => void (isOwn.current = true);
    const end = () => void (isOwn.current = false);
    window.addEventListener("dragstart", start);
    window.addEventListener("dragend", end);
    return () => {
      window.removeEventListener("dragstart", start);
      window.removeEventListener("dragend", end);
    };
  }, []);
  return isOwn;
}

/** Keeps a file that is dropped anywhere else from opening in the page's place: text would be lost. */
function useDropGuard(): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || !carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "none";
    };
    window.addEventListener("dragover", refuse);
    window.addEventListener("drop", refuse);
    return () => {
      window.removeEventListener("dragover", refuse);
      window.removeEventListener("drop", refuse);
    };
  }, []);
}
