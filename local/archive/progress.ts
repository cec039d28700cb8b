import type { ArchiveProgress } from "../../embedded/archive/layout.ts";

const DOCUMENTS_PER_LINE = 100_000;
const FILES_PER_LINE = 100;

/** A line for every hundred thousand documents of a table, and for every hundred files. */
export function makeProgressPrinter(print: (line: string) => void): ArchiveProgress {
  let last = "";
  return (part, done) => {
    const isFiles = part.startsWith("_");
    const step = isFiles ? FILES_PER_LINE : DOCUMENTS_PER_LINE;
    const count = Math.floor(done / step) * step;
    if (count === 0) return;
    const line = `${isFiles ? "files" : part}  ${count.toLocaleString("en")} …`;
    if (line !== last) print(line);
    last = line;
  };
}
