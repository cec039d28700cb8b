/** A text and what is selected in it. */
export type Edited = { text: string; start: number; end: number };

const MARKS: Record<string, string> = { b: "**", i: "_", e: "`" };
const ITEM = /^(\s*)(?:([-*•])|(\d{1,9})([.)])) +(.*)$/;
const QUOTE = /^(\s*>+ ?)(.*)$/;

/** Puts something in the place of the selection; the caret stands after it. */
export function inserted({ text, start, end }: Edited, what: string): Edited {
  const caret = start + what.length;
  return { text: text.slice(0, start) + what + text.slice(end), start: caret, end: caret };
}

/** Ctrl/Cmd+B, I, E: puts marks around the selection, or takes them away where they stand already. */
export function wrapped({ text, start, end }: Edited, key: string): Edited | null {
  const mark = MARKS[key.toLowerCase()];
  if (mark === undefined) return null;
  const { length } = mark;
  const isMarked = text.slice(start - length, start) === mark && text.startsWith(mark, end);
  if (isMarked) {
    const bare = text.slice(0, start - length) + text.slice(start, end) + text.slice(end + length);
    return { text: bare, start: start - length, end: end - length };
  }
  const marked = text.slice(0, start) + mark + text.slice(start, end) + mark + text.slice(end);
  return { text: marked, start: start + length, end: end + length };
}

/**
 * A new line inside a list or a quote: the next one begins as this one does, and an empty item ends
 * the list. Null elsewhere: an ordinary new line.
 */
export function continued({ text, start, end }: Edited): Edited | null {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const line = text.slice(lineStart, start);
  const next = nextLineStart(line);
  if (next === null) return null;
  if (next.isEmpty) {
    const shorter = text.slice(0, lineStart) + text.slice(end);
    return { text: shorter, start: lineStart, end: lineStart };
  }
  const at = start + 1 + next.begin.length;
  return { text: `${text.slice(0, start)}\n${next.begin}${text.slice(end)}`, start: at, end: at };
}

function nextLineStart(line: string): { begin: string; isEmpty: boolean } | null {
  const item = ITEM.exec(`${line} `);
  if (item !== null) {
    const [, indent = "", bullet, number, closer = "", rest = ""] = item;
    const begin = bullet ?? `${Number(number) + 1}${closer}`;
    return { begin: `${indent}${begin} `, isEmpty: rest.trim() === "" };
  }
  const quote = QUOTE.exec(line);
  if (quote === null) return null;
  return { begin: quote[1] ?? "", isEmpty: (quote[2] ?? "").trim() === "" };
}

/** An address pasted over words makes them a link; null for everything else. */
export function linked({ text, start, end }: Edited, pasted: string): Edited | null {
  const words = text.slice(start, end);
  const address = pasted.trim();
  if (words.trim() === "" || /[\n[\]]/.test(words) || !/^https?:\/\/[^\s<>()]+$/i.test(address)) {
    return null;
  }
  const link = `[${words}](${address})`;
  const at = start + link.length;
  return { text: text.slice(0, start) + link + text.slice(end), start: at, end: at };
}
