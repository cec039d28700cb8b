/**
 * Decides which lines of an email were typed for this reply. The rule above all others: losing typed
 * text is worse than leaving some quote, so a line goes only for a reason that is stated here.
 */
import { settleDisclaimers } from "./disclaimers";
import {
  isMailStart,
  isQuotation,
  type LineKind,
  type SourceLine,
  type StepCounter,
} from "./replyLine";

export interface TrimmedReply {
  visible: string[];
  elided: string[];
  isForward: boolean;
  /** Quoted lines were kept, because answers stand between or below them. */
  isInterleaved: boolean;
  /** A quote or a quoted email was found and left out. */
  hasQuote: boolean;
}

/** A `--` without its space is also a drawn divider; a signature is at most this long. */
const MAX_BARE_SIGNATURE_LINES = 12;
const MAX_BARE_SIGNATURE_CHARACTERS = 900;

/**
 * Splits classified lines into those to show and those behind "show quoted text".
 *
 * @param isForwardSubject whether the subject says "Fwd:" or its like: then what follows is the
 *   message itself and only signatures and picture placeholders go.
 */
export function trimReply(
  lines: readonly SourceLine[],
  rawKinds: readonly LineKind[],
  isForwardSubject: boolean,
  counter: StepCounter,
): TrimmedReply {
  const kinds = settleKinds(lines, rawKinds, counter);
  const start = forwardStart(kinds);
  if (isForwardSubject || (start !== null && !hasText(kinds, start))) {
    const isHead = (index: number): boolean => index < (start ?? firstQuoted(kinds));
    const keeps = kinds.map((kind, i) => kind !== "placeholder" && !(isHead(i) && isTrailer(kind)));
    return split(lines, kinds, keeps, true);
  }
  const end = cutIndex(kinds);
  return split(lines, kinds, keptLines(kinds, end), false);
}

function split(
  lines: readonly SourceLine[],
  kinds: readonly LineKind[],
  keeps: readonly boolean[],
  isForward: boolean,
): TrimmedReply {
  const textOf = (wanted: boolean) =>
    lines.filter((_, i) => keeps[i] === wanted).map((line) => line.text);
  return {
    visible: textOf(true),
    elided: textOf(false),
    isForward,
    isInterleaved: !isForward && kinds.some((kind, i) => kind === "quote" && keeps[i]),
    hasQuote: kinds.some((kind, i) => isQuotation(kind) && !keeps[i]),
  };
}

function isTrailer(kind: LineKind): boolean {
  return kind === "signature" || kind === "signatureRule" || kind === "automaticSignature";
}

function hasText(kinds: readonly LineKind[], end: number): boolean {
  return kinds.slice(0, end).includes("text");
}

function forwardStart(kinds: readonly LineKind[]): number | null {
  const index = kinds.indexOf("forwardRule");
  return index === -1 ? null : index;
}

function firstQuoted(kinds: readonly LineKind[]): number {
  const index = kinds.findIndex(isQuotation);
  return index === -1 ? kinds.length : index;
}

/** Settles the kinds that depend on what stands above or below. */
function settleKinds(
  lines: readonly SourceLine[],
  rawKinds: readonly LineKind[],
  counter: StepCounter,
): LineKind[] {
  const kinds = withLoneQuoteAsText(lines, rawKinds);
  settleIntros(kinds);
  settleTypedSignatures(lines, kinds);
  settleDisclaimers(lines, kinds, counter);
  settleTrailers(kinds);
  return kinds;
}

/** A weak introduction needs a quote below it; a strong one a quote below or typed text above. */
function settleIntros(kinds: LineKind[]): void {
  let hasTextAbove = false;
  kinds.forEach((kind, i) => {
    if (kind === "weakIntro") kinds[i] = next(kinds, i) === "quote" ? "intro" : "text";
    if (kind === "intro" && next(kinds, i) === "text" && !hasTextAbove) kinds[i] = "text";
    hasTextAbove ||= kinds[i] === "text";
  });
}

/**
 * An automatic signature ends what was typed, and a drawn rule above a quote belongs to the quote;
 * with more text below them, both were typed.
 */
function settleTrailers(kinds: LineKind[]): void {
  let hasTextBelow = false;
  for (let i = kinds.length - 1; i >= 0; i--) {
    const kind = kinds[i] ?? "text";
    if (isQuotation(kind)) hasTextBelow = false;
    if ((kind === "automaticSignature" || kind === "drawnRule") && hasTextBelow) kinds[i] = "text";
    hasTextBelow ||= kind === "text";
  }
}

/** One line such as ">500 EUR" in a text without any quote is typed, not quoted. */
function withLoneQuoteAsText(lines: readonly SourceLine[], kinds: readonly LineKind[]): LineKind[] {
  const settled = [...kinds];
  const lone = kinds.indexOf("quote");
  const isLone = lone !== -1 && lone === kinds.lastIndexOf("quote");
  const isIntroduced = kinds.some((kind) => kind === "intro" || kind === "weakIntro");
  const isTight = /^\s{0,3}>[^\s>]/.test(lines[lone]?.text.slice(0, 8) ?? "");
  if (isLone && !isIntroduced && isTight) settled[lone] = "text";
  return settled;
}

/**
 * Everything from a signature's delimiter to the next quote belongs to the signature. Several bare `--`
 * divide a text; above a signature that the HTML marks, only what is marked belongs to it.
 */
function settleTypedSignatures(lines: readonly SourceLine[], kinds: LineKind[]): void {
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] !== "signatureRule" || kindBelow(kinds, i) === "signature") continue;
    let end = i + 1;
    while (end < kinds.length && !isQuotation(kinds[end] ?? "text")) end++;
    const block = lines.slice(i + 1, end);
    const mayStandApart = kindAbove(kinds, i) !== "text";
    const isDivided = kinds.slice(i + 1, end).includes("signatureRule");
    const isSignature =
      lines[i]?.text === "-- " || (!isDivided && isSignatureBlock(block, mayStandApart));
    for (let j = i; j < end; j++) {
      if (kinds[j] === "text" && isSignature) kinds[j] = "signature";
      if (kinds[j] === "signatureRule" && !isSignature) kinds[j] = "text";
    }
    i = end - 1;
  }
}

function kindBelow(kinds: readonly LineKind[], index: number): LineKind | undefined {
  let i = index + 1;
  while (kinds[i] === "empty") i++;
  return kinds[i];
}

function kindAbove(kinds: readonly LineKind[], index: number): LineKind | undefined {
  let i = index - 1;
  while (kinds[i] === "empty") i--;
  return kinds[i];
}

/**
 * Whether what stands below a bare `--` is a signature: something short that, below typed text, begins
 * at once, as a name does. After a blank line it is as likely the next part of a divided text.
 */
function isSignatureBlock(block: readonly SourceLine[], mayStandApart: boolean): boolean {
  if (!mayStandApart && block[0]?.text.trim() === "") return false;
  const written = block.filter((line) => line.text.trim() !== "");
  const characters = written.reduce((sum, line) => sum + line.text.length, 0);
  return written.length <= MAX_BARE_SIGNATURE_LINES && characters <= MAX_BARE_SIGNATURE_CHARACTERS;
}

/**
 * Where a quoted email without `>` marks begins. An introduction counts only below typed text (Yahoo
 * writes no marks); a rule above `>` marks with nothing typed before it only introduces them.
 */
function cutIndex(kinds: readonly LineKind[]): number {
  let hasTextAbove = false;
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i] ?? "text";
    const introduces = kind === "originalRule" && !hasTextAbove && next(kinds, i) === "quote";
    const isBareIntro = kind === "intro" && hasTextAbove && next(kinds, i) === "text";
    if ((isMailStart(kind) && !introduces) || isBareIntro) return i;
    hasTextAbove ||= kind === "text";
  }
  return kinds.length;
}

const SILENT = new Set<LineKind>(["empty", "intro", "placeholder", "drawnRule"]);

/** The kind that decides what an introduction introduces: the next line that says anything. */
function next(kinds: readonly LineKind[], index: number): LineKind | undefined {
  let i = index + 1;
  while (SILENT.has(kinds[i] ?? "text")) i++;
  return kinds[i];
}

/**
 * Of the lines before `end`, those to keep: everything from the first to the last typed line. A
 * leading quote stays only where several answers alternate with quotes; above a single answer at the
 * bottom it goes.
 */
function keptLines(kinds: readonly LineKind[], end: number): boolean[] {
  const first = kinds.slice(0, end).indexOf("text");
  const last = kinds.slice(0, end).lastIndexOf("text");
  if (first === -1) return kinds.map(() => false);
  const hasQuoteBetween = kinds.slice(first, last).includes("quote");
  const from = hasQuoteBetween ? leadingQuote(kinds, first) : first;
  return kinds.map((kind, i) => {
    const isBody = kind === "text" || kind === "quote" || kind === "empty";
    return isBody && i >= from && i <= last;
  });
}

function leadingQuote(kinds: readonly LineKind[], first: number): number {
  const quote = kinds.indexOf("quote");
  return quote === -1 ? first : Math.min(first, quote);
}
