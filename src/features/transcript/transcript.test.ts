/** The files of an exported transcript: nothing in them runs, nothing is lost. */
import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { buildTranscript } from "./buildTranscript";
import { csvRow } from "./csv";
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
    ...changes,
  };
}

async function build(pages: TranscriptEntry[][], notes: TranscriptEntry[] = []) {
  async function* messages() {
    for (const page of pages) yield await Promise.resolve(page);
  }
  const progress: number[] = [];
  const blob = await buildTranscript(about, { messages: messages(), notes }, (done) =>
    progress.push(done),
  );
  const bytes = await new Response(blob).arrayBuffer();
  const files = unzipSync(new Uint8Array(bytes));
  const read = (name: string) => strFromU8(files[name]!);
  return { html: read("transcript.html"), csv: read("messages.csv"), progress };
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
