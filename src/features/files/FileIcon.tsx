import {
  IconFile,
  IconFileMusic,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconPhoto,
  IconVideo,
} from "@tabler/icons-react";

const BY_ENDING: [RegExp, typeof IconFile][] = [
  [/\.pdf$/i, IconFileTypePdf],
  [/\.(?:docx?|odt|rtf|txt|md|pages)$/i, IconFileText],
  [/\.(?:xlsx?|ods|csv|numbers)$/i, IconFileSpreadsheet],
  [/\.(?:zip|rar|7z|gz|tar)$/i, IconFileZip],
  [/\.(?:mp3|wav|m4a|ogg|flac)$/i, IconFileMusic],
  [/\.(?:mp4|mov|webm|avi|mkv)$/i, IconVideo],
  [/\.(?:png|jpe?g|gif|webp|heic|svg|tiff?|bmp|psd|ai)$/i, IconPhoto],
];

/** A sign for the kind of a file, by its name's ending. Decorative: the name stands beside it. */
export function FileIcon({ name, size }: { name: string; size: number }) {
  const Icon = BY_ENDING.find(([ending]) => ending.test(name))?.[1] ?? IconFile;
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
