import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { spokenLanguage } from "../../language/language";
import { dayKey, formatClock, formatDate, formatFull } from "../../lib/dates";
import { formatBytes } from "../files/formatBytes";
import { transcriptStrings as s } from "./transcriptStrings";
import { personName } from "../../language/personName";

export type TranscriptEntry = FunctionReturnType<typeof api.transcripts.messages>["page"][number];

/** A file of an entry, and where it is: in the archive, not asked for, or not to be had. */
export type Kept = {
  name: string;
  /** bytes */
  size: number;
  place: { path: string } | "left out" | "missing";
};

/** What the page says about itself. */
export type TranscriptAbout = {
  roomName: string;
  firmName: string;
  /** When it was exported (ms). */
  time: number;
  timeZone: string;
};

const REFERENCES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => REFERENCES[character] ?? "");
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --note: #d9a44133; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
header { margin-bottom: 2rem; border-bottom: 1px solid var(--line); }
h2 { margin: 2rem 0 0.5rem; font-size: 0.9rem; border-bottom: 1px solid var(--line); }
article { margin: 0.6rem 0; break-inside: avoid; }
article.note { padding: 0.4rem 0.6rem; background: var(--note); }
.about { font-size: 0.8rem; opacity: 0.75; }
.about b { font-size: 0.9rem; }
.text { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.quote { margin: 0 0 0.2rem; padding-left: 0.6rem; border-left: 3px solid var(--line); font-size: 0.85rem; }
.files { margin: 0.2rem 0; padding-left: 1.2rem; font-size: 0.9rem; overflow-wrap: anywhere; }
.reactions { margin: 0.2rem 0; font-size: 0.9rem; }
.gone { margin: 0; font-style: italic; opacity: 0.7; }
@media print { body { margin: 0; font-size: 11pt; } }
`;

/** The beginning of the page. It loads nothing and runs nothing, whatever its texts say. */
export function transcriptHead({ roomName, firmName, time, timeZone }: TranscriptAbout): string {
  const room = escaped(roomName);
  const exported = escaped(s.exportedOn(formatFull(time, timeZone), timeZone));
  return `<!doctype html>
<html lang="${spokenLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${room}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1 dir="auto">${room}</h1><p>${escaped(firmName)}<br>${exported}</p></header>
<main>
`;
}

/**
 * The heading of a day where `previousTime` (ms, null at the start) was on another one, and the entry
 * with its files as they were kept.
 */
export function transcriptEntry(
  entry: TranscriptEntry,
  kept: readonly Kept[],
  previousTime: number | null,
  timeZone: string,
): string {
  const { time, author, company, text } = entry;
  const isNewDay =
    previousTime === null || dayKey(previousTime, timeZone) !== dayKey(time, timeZone);
  const heading = isNewDay ? `<h2>${formatDate(time, timeZone)}</h2>\n` : "";
  const facts = [
    company,
    entry.kind === "note" ? s.note : null,
    entry.source === "email" ? s.viaEmail : null,
    entry.editedTime === null ? null : s.edited,
  ].filter((fact) => fact !== null);
  const about = [`<b><bdi>${escaped(personName(author))}</bdi></b>`, ...facts.map(escaped)].join(
    " · ",
  );
  const when = `<time datetime="${new Date(time).toISOString()}">${formatClock(time, timeZone)}</time>`;
  const body =
    text === ""
      ? ""
      : text === null
        ? `<p class="gone">${s.deleted}</p>`
        : `<p class="text" dir="auto">${escaped(text)}</p>`;
  const parts = [quoteHtml(entry), body, filesHtml(kept), reactionsHtml(entry)].join("");
  return `${heading}<article class="${entry.kind}"><div class="about">${about} ${when}</div>${parts}</article>\n`;
}

function quoteHtml({ quote }: TranscriptEntry): string {
  if (quote === null) return "";
  const text = escaped(quote.text ?? s.deleted);
  return `<p class="quote" dir="auto"><b><bdi>${escaped(personName(quote.author))}</bdi></b> ${text}</p>`;
}

function filesHtml(kept: readonly Kept[]): string {
  if (kept.length === 0) return "";
  const lines = kept.map(({ name, size, place }) => {
    const about = `<bdi>${escaped(name)}</bdi> (${formatBytes(size)})`;
    if (place === "left out") return `<li>${about}</li>`;
    if (place === "missing") return `<li>${about} – ${s.fileMissing}</li>`;
    const address = place.path.split("/").map(encodeURIComponent).join("/");
    return `<li><a href="${escaped(address)}">${about}</a></li>`;
  });
  return `<ul class="files">${lines.join("")}</ul>`;
}

function reactionsHtml({ reactions }: TranscriptEntry): string {
  if (reactions.length === 0) return "";
  const shown = reactions.map(({ emoji, count }) =>
    escaped(emoji + (count === null ? "" : ` ${count}`)),
  );
  return `<p class="reactions">${shown.join(" ")}</p>`;
}

/** The end of the page: a transcript without it was cut off. */
export function transcriptEnd(): string {
  return `</main>\n<footer class="about">${s.end}</footer>\n</body>\n</html>\n`;
}
