/**
 * Takes the typed text out of a received email: quotes, forwarded heads, signatures and picture
 * placeholders are set apart, nothing is thrown away. Linear in the size of the email.
 */
import { classifyLines } from "./classifyLines";
import { joinLines, repairText, splitAt } from "./emailText";
import { separateGluedIntros } from "./gluedIntros";
import { htmlToQuotedText } from "./htmlToQuotedText";
import { plainLines, type SourceLine, type StepCounter } from "./replyLine";
import { trimReply, type TrimmedReply } from "./trimReply";

/** The parts of an email, already decoded to strings; a missing part is null. */
export interface EmailParts {
  text: string | null;
  html: string | null;
  subject: string | null;
}

export interface ExtractedReply {
  /** What was typed: NFC, `\n` line breaks, no outer blank lines; "" where nothing was. */
  visible: string;
  /** Everything that was set apart, in its order, for "show quoted text". */
  elided: string;
  /** `forward`: the message is the forwarded email itself; `empty`: `visible` is "". */
  kind: "reply" | "forward" | "empty";
}

/** Limits in UTF-16 units. What is beyond one goes to `elided` unexamined. */
export const MAX_TEXT_CHARACTERS = 256 * 1_024;
export const MAX_HTML_CHARACTERS = 1_024 * 1_024;

/**
 * Forward marks of the usual programs (en, de, fr, es, it, pt, pl, da); "Re: Fwd:" is a reply, and so is
 * Finnish "VS:", which is therefore not listed although it means a forward in Norwegian.
 */
const FORWARD_SUBJECT = /^\s{0,9}(?:fwd?|wg|tr|rv|enc|i|fs|vb|pd)\s?[:：]/i;

/** A part of the email after trimming. */
interface Draft extends TrimmedReply {
  /** Only for HTML: a mail program marked its quote, so that its extent is known. */
  hasQuoteMarker: boolean;
  /** Lines that the HTML itself marks as signature. */
  signature: string;
  beyondLimit: string;
}

/**
 * Extracts the reply from an email. Of text and HTML the part is used in which the quote is known
 * with more certainty; the other one is the same mail over again and is not shown.
 *
 * @param counter receives the work done, in characters looked at (for tests).
 */
export function extractReply(
  { text, html, subject }: EmailParts,
  counter: StepCounter = { steps: 0 },
): ExtractedReply {
  const isForward = FORWARD_SUBJECT.test((subject ?? "").slice(0, 40));
  const fromText = text === null || text.trim() === "" ? null : textDraft(text, isForward, counter);
  const fromHtml = html === null || html.trim() === "" ? null : htmlDraft(html, isForward, counter);
  const draft = chooseDraft(fromText, fromHtml);
  if (draft === null) return { visible: "", elided: "", kind: "empty" };

  const visible = joinLines(draft.visible);
  const elided = [joinLines(draft.elided), draft.beyondLimit.trim()]
    .filter((part) => part !== "")
    .join("\n\n");
  const kind = visible === "" ? "empty" : draft.isForward ? "forward" : "reply";
  return { visible, elided, kind };
}

function textDraft(text: string, isForward: boolean, counter: StepCounter): Draft {
  const [head, tail] = splitAt(text, MAX_TEXT_CHARACTERS);
  const lines = plainLines(repairText(head));
  return draftOf(lines, false, repairText(tail), isForward, counter);
}

function htmlDraft(html: string, isForward: boolean, counter: StepCounter): Draft {
  const [head, tail] = splitAt(withoutEmbeddedFiles(html), MAX_HTML_CHARACTERS);
  const { lines, hasQuoteMarker, rest } = htmlToQuotedText(head, counter);
  const repaired = lines.flatMap(repairedLines);
  return draftOf(
    repaired,
    hasQuoteMarker,
    repairText(withoutTags(rest + tail)),
    isForward,
    counter,
  );
}

/** Repairing may find line breaks in it; most lines are fine as they are. */
function repairedLines(line: SourceLine): SourceLine | SourceLine[] {
  const text = repairText(line.text);
  if (!text.includes("\n")) return text === line.text ? line : { text, hint: line.hint };
  return text.split("\n").map((part) => ({ text: part, hint: line.hint }));
}

function draftOf(
  lines: readonly SourceLine[],
  hasQuoteMarker: boolean,
  beyondLimit: string,
  isForward: boolean,
  counter: StepCounter,
): Draft {
  const separate = separateGluedIntros(lines, counter);
  const trimmed = trimReply(separate, classifyLines(separate, counter), isForward, counter);
  const signature = lines.filter((line) => line.hint === "signature").map((line) => line.text);
  return { ...trimmed, hasQuoteMarker, signature: lettersOf(signature), beyondLimit };
}

function chooseDraft(text: Draft | null, html: Draft | null): Draft | null {
  if (text === null || html === null) return html ?? text;
  if (html.beyondLimit !== "" && text.beyondLimit === "") return text;
  if (text.isInterleaved && !html.isInterleaved) return text;
  const inText = lettersOf(text.visible);
  const inHtml = lettersOf(html.visible);
  if (inText === inHtml) return html; // HTML keeps paragraphs whole, text is wrapped
  if (inHtml === "") return html.signature.includes(inText) ? html : text;
  return html.hasQuoteMarker || inText === "" ? html : text;
}

/** What two renderings of the same words have in common: their letters and digits. */
function lettersOf(lines: readonly string[]): string {
  return lines.join("").replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Pictures inside the HTML would use up its limit; they are attachments, not text. */
function withoutEmbeddedFiles(html: string): string {
  return html.replace(/;base64,[A-Za-z0-9+/=\s]{200,}/g, "");
}

function withoutTags(html: string): string {
  return html.replace(/<[^<>]{0,2000}>/g, "\n");
}
