/** The files of an exported transcript: nothing in them runs, nothing is lost. */
import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { buildTranscript, type Pages, type Sources } from "./buildTranscript";
import { csvRow } from "./csv";
import { safeFileName } from "./fileNames";
import type { TranscriptEntry } from "./transcriptHtml";

const NOON = Date.UTC(2026, 4, 13, 12);
const about = { roomName: "<b>Acme</b>", firmName: "Northwind", time: NOON, timeZone: "UTC" };

function entry(seq: number, changes: Partial<TranscriptEntry> = {}): TranscriptEntry {
  return {
    kind: "message",
    seq,
    time: NOON + seq * 60_000,
    editedTime: null,
    author: "Carla",
    side: "client",
    company: null,
    source: "app",
    text: `Text ${seq}`,
    quote: null,
    reactions: [],
    attachments: [],
    ...changes,
  };
}

function sourcesOf(messages: Pages, notes: TranscriptEntry[], fetchFile: Sources["fetchFile"]) {
  return fetchFile === undefined ? { messages, notes } : { messages, notes, fetchFile };
}

async function build(
  pages: TranscriptEntry[][],
  notes: TranscriptEntry[] = [],
  fetchFile?: Sources["fetchFile"],
) {
  async function* messages() {
    for (const page of pages) yield await Promise.resolve(page);
  }
  const progress: number[] = [];
  const blob = await buildTranscript(about, sourcesOf(messages(), notes, fetchFile), (done) =>
    progress.push(done),
  );
  const bytes = await new Response(blob).arrayBuffer();
  const files = unzipSync(new Uint8Array(bytes));
  const read = (name: string) => strFromU8(files[name]!);
  return { html: read("transcript.html"), csv: read("messages.csv"), progress, files };
}

it("neutralises what a spreadsheet would run, and quotes as RFC 4180 says", () => {
  for (const start of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"]) {
    const row = csvRow([start]);
    expect(row.startsWith("'") || row.startsWith("\"'"), JSON.stringify(start)).toBe(true);
  }
  expect(csvRow(['say "hi"', "a,b", "two\nlines", "plain"])).toBe(
    '"say ""hi""","a,b","two\nlines",plain\r\n',
  );
});

it("writes the page without a tag of anybody's own, and forbids it to load or run anything", async () => {
  const text = `<script>alert(1)</script><img src=x onerror=alert(1)> & "quotes"`;
  const { html } = await build([[entry(1, { text, author: "<i>Carla</i>", company: "<u>" })]]);
  expect(html).not.toMatch(/<(script|img|i|u|b>Acme)/);
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(html).toContain("default-src 'none'");
});

it("has every message once and in order, tombstones as such, and notes where they were written", async () => {
  const pages = [[entry(1), entry(2, { text: null })], [entry(3)]];
  const notes = [
    entry(1, { kind: "note", time: NOON + 150_000, text: "the note" }),
    entry(2, { kind: "note", time: NOON + 9_000_000, text: "last" }),
  ];
  const { html, csv, progress } = await build(pages, notes);
  const order = [...html.matchAll(/class="(?:text|gone)"[^>]*>([^<]*)/g)].map(([, text]) => text);
  expect(order).toEqual(["Text 1", "Message deleted", "the note", "Text 3", "last"]);
  expect(html.trimEnd().endsWith("</html>")).toBe(true);
  expect(csv.trimEnd().split("\r\n")).toHaveLength(6);
  expect(progress).toEqual([2, 3]);
});

it("takes a long room page by page", async () => {
  const size = 200;
  const pages = Array.from({ length: 25 }, (_, page) =>
    Array.from({ length: size }, (__, i) => entry(page * size + i + 1)),
  );
  const { csv, progress } = await build(pages);
  expect(progress.at(-1)).toBe(5_000);
  expect(csv.trimEnd().split("\r\n")).toHaveLength(5_001);
});

const file = (fileId: string, name: string) =>
  ({ fileId, name, size: 5, contentType: "text/plain", kind: "file" }) as unknown as Attachment;
type Attachment = TranscriptEntry["attachments"][number];

it("takes files along under names of their own, and names those that could not be had", async () => {
  const attachments = [
    file("a", "../../plan.pdf"),
    file("gone", "<b>lost</b>.txt"),
    file("c", "../../plan.pdf"),
  ];
  const { html, csv, files } = await build([[entry(7, { text: "", attachments })]], [], (fileId) =>
    Promise.resolve(fileId === "gone" ? null : new Blob([`bytes of ${fileId}`])),
  );
  const paths = ["files/000007-1 -..-plan.pdf", "files/000007-3 -..-plan.pdf"];
  expect(Object.keys(files)).toEqual(["transcript.html", "messages.csv", ...paths]);
  expect(strFromU8(files[paths[1]!]!)).toBe("bytes of c");
  expect(html).toContain('<a href="files/000007-1%20-..-plan.pdf">');
  expect(html).toContain(
    "&lt;b&gt;lost&lt;/b&gt;.txt</bdi> (5 bytes) – this file couldn't be added",
  );
  expect(csv).toContain("<b>lost</b>.txt (this file couldn't be added)");
  const named = await build([[entry(7, { attachments })]]);
  expect(Object.keys(named.files)).toHaveLength(2);
  expect(named.html).toContain("plan.pdf");
});

it("shows what a message answers, its reactions, and that it was edited", async () => {
  const { html, csv } = await build([
    [
      entry(1, {
        editedTime: NOON + 120_000,
        quote: { author: "Ana", text: "=<i>what</i>" },
        reactions: [
          { emoji: "👍", count: 2 },
          { emoji: "🎉", count: null },
        ],
      }),
      entry(2, { quote: { author: "Ana", text: null } }),
    ],
  ]);
  expect(html).toContain("<b><bdi>Ana</bdi></b> =&lt;i&gt;what&lt;/i&gt;</p>");
  expect(html).toContain('<p class="reactions">👍 2 🎉</p>');
  expect(html).toContain(" · edited ");
  expect(html).toContain("</b> Message deleted</p>");
  expect(csv).toContain("2026-05-13T12:02:00.000Z,Ana: =<i>what</i>,👍 2 🎉,,Text 1");
});

it("gives every file a name that any disk takes", () => {
  for (const [name, safe] of [
    ["a/b\\c:d.txt", "a-b-c-d.txt"],
    ["..", "file"],
    [".htaccess", "htaccess"],
    ["CON.txt", "file CON.txt"],
    ["\u202egpj.exe", "-gpj.exe"],
    [`${"x".repeat(300)}.pdf`, `${"x".repeat(76)}.pdf`],
  ] as const) {
    expect(safeFileName(name)).toBe(safe);
  }
});
