/** Says of each line of an email what it is; what to do with that is decided in `trimReply`. */
import { isAutomaticSignature } from "./automaticSignatures";
import { startsHeaderBlock } from "./mailHeaderNames";
import { confirmsIntro, quoteIntroAt } from "./quoteIntros";
import { isDrawnRule, quoteRuleOf } from "./quoteRules";
import {
  MAX_EXAMINED_LINES,
  MAX_LINE_CHARACTERS,
  matches,
  probeOf,
  type LineKind,
  type SourceLine,
  type StepCounter,
} from "./replyLine";
import { isImagePlaceholder, isSignatureDelimiter } from "./signatureLines";

/** `>` at the start of a line, unless it is the face of an emoticon such as `>:(` or `>_<`. */
const QUOTE_MARK = /^[ \t]{0,3}>(?![:;=._-]{1,2}[()<>\\/|odp3.]?(?:\s|$))/i;
const CODE_FENCE = /^\s{0,3}```/;

/** Non-empty lines that the search for a printed mail head looks at. */
const LOOKAHEAD_LINES = 7;

/**
 * Classifies the lines of one part of an email.
 *
 * @param lines repaired lines in order.
 * @returns one kind for each line. Linear: a line is looked at by a bounded number of patterns and by
 *   at most seven lines above it.
 */
export function classifyLines(lines: readonly SourceLine[], counter: StepCounter): LineKind[] {
  const classifier = new LineClassifier(lines, counter);
  const kinds: LineKind[] = [];
  while (kinds.length < lines.length) kinds.push(...classifier.kindsAt(kinds.length));
  return kinds;
}

/** Holds the lines and their probes while they are classified; it decides nothing about cutting. */
class LineClassifier {
  private readonly lines: readonly SourceLine[];
  private readonly counter: StepCounter;
  private readonly probes: readonly string[];
  private readonly isCode: readonly boolean[];

  constructor(lines: readonly SourceLine[], counter: StepCounter) {
    this.lines = lines;
    this.counter = counter;
    this.probes = lines.slice(0, MAX_EXAMINED_LINES).map((line) => probeOf(line.text));
    this.isCode = fencedLines(lines, counter);
    for (const line of lines) counter.steps += line.text.length;
  }

  /** The kinds of the line at `index` and, for an introduction, of the lines that it goes on over. */
  kindsAt(index: number): LineKind[] {
    const line = this.lines[index];
    if (line === undefined) return [];
    if (line.hint === "separator") return ["originalRule"];
    if (line.text.trim() === "") return ["empty"];
    if (line.hint === "signature") return ["signature"];
    if (this.isCode[index]) return ["text"];
    const isTyped = line.hint === "typedMark";
    if (!isTyped && matches(QUOTE_MARK, line.text.slice(0, 12), this.counter)) return ["quote"];
    const probe = this.probes[index] ?? "";
    if (probe === "" || line.text.length > MAX_LINE_CHARACTERS) return ["text"];
    return this.kindsOfProbe(index, line, probe);
  }

  private kindsOfProbe(index: number, line: SourceLine, probe: string): LineKind[] {
    this.counter.steps += probe.length;
    const rule = quoteRuleOf(probe);
    if (rule === "unknownRule") {
      if (this.announcesMail(index)) return ["originalRule"];
    } else if (rule !== null) return [rule];
    if (line.hint === "intro" && confirmsIntro(probe)) return ["intro"];
    if (startsHeaderBlock(this.nextProbes(index))) return ["headerBlock"];
    if (isSignatureDelimiter(line.text)) return ["signatureRule"];
    const isOwnParagraph = (this.probes[index - 1] ?? "") === "";
    if (isAutomaticSignature(probe, isOwnParagraph)) return ["automaticSignature"];
    if (isImagePlaceholder(probe)) return ["placeholder"];
    if (isDrawnRule(probe)) return ["drawnRule"];
    const intro = quoteIntroAt((offset) => this.introProbe(index + offset), this.counter);
    if (intro === null) return ["text"];
    return Array<LineKind>(intro.lineCount).fill(intro.isStrong ? "intro" : "weakIntro");
  }

  /** Below a rule in unknown words: a mail head, or at least a "Name: value" line with an address. */
  private announcesMail(index: number): boolean {
    const below = this.nextProbes(index + 1);
    if (startsHeaderBlock(below)) return true;
    return below
      .slice(0, 4)
      .some((probe) => matches(/^[^:：]{1,24}[:：].{0,200}@/, probe.slice(0, 240), this.counter));
  }

  private nextProbes(index: number): string[] {
    const found: string[] = [];
    for (let i = index; i < index + 2 * LOOKAHEAD_LINES && found.length < LOOKAHEAD_LINES; i++) {
      const probe = this.probes[i] ?? "";
      if (probe !== "" && !probe.startsWith(">")) found.push(probe.slice(0, 420));
    }
    for (const probe of found) this.counter.steps += probe.length;
    return found;
  }

  /** An address may be broken before its bracket, so that a line is nothing but `>:` or `> wrote:`. */
  private introProbe(index: number): string {
    const probe = this.probes[index] ?? "";
    const isBrokenAddress = probe.length < 24 && /^>[^>]{0,20}[:：]$/.test(probe);
    return probe.startsWith(">") && !isBrokenAddress ? "" : probe.slice(0, 421);
  }
}

/** Lines between a pair of code fences are typed, whatever they look like; a lone fence is text. */
function fencedLines(lines: readonly SourceLine[], counter: StepCounter): boolean[] {
  const isCode = Array<boolean>(lines.length).fill(false);
  let open: number | null = null;
  lines.forEach((line, index) => {
    if (!matches(CODE_FENCE, line.text.slice(0, 8), counter)) return;
    if (open === null) open = index;
    else {
      isCode.fill(true, open, index + 1);
      open = null;
    }
  });
  return isCode;
}
