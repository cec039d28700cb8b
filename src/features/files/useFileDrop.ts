import { type DragEvent as ReactDragEvent, useEffect, useRef, useState } from "react";
import { droppedFiles } from "./droppedFiles";

function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes("Files") === true;
}

/**
 * An element as a target for files from outside the page: `isOver` while they hover over it, `handlers`
 * for the element. `onFiles` null: they are refused. A picture of the page itself is no file.
 */
export function useFileDrop(onFiles: ((files: File[]) => void) | null) {
  // Each part of the element that is crossed enters before the last one is left.
  const depth = useRef(0);
  const [isOver, setIsOver] = useState(false);
  const isOwn = useDragOfThePage();
  const takes = (event: ReactDragEvent) =>
    onFiles !== null && !isOwn.current && carriesFiles(event.dataTransfer);
  const leave = (left: number) => {
    depth.current = left;
    if (left === 0) setIsOver(false);
  };
  const handlers = {
    onDragEnter: (event: ReactDragEvent) => {
      if (!takes(event)) return;
      depth.current += 1;
      setIsOver(true);
    },
    onDragLeave: (event: ReactDragEvent) => {
      if (takes(event)) leave(Math.max(0, depth.current - 1));
    },
    onDragOver: (event: ReactDragEvent) => {
      if (!takes(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    },
    onDrop: (event: ReactDragEvent) => {
      if (!takes(event)) return;
      event.preventDefault();
      leave(0);
      void droppedFiles(event.dataTransfer).then((files) => {
        if (files.length > 0) onFiles?.(files);
      });
    },
  };
  useDropGuard();
  return { isOver, handlers };
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
