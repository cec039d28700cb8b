/** Writes the lines of an HTML email as they are met: line breaks, spaces, `> ` marks and hints. */
import type { LineHint, SourceLine } from "./replyLine";

/** Deeper quotes are written with this many marks, so that depth cannot blow up the text. */
const MAX_QUOTE_MARKS = 8;

/** White space that a browser would show as one space, and is not one. */
const UNEVEN_SPACE = /[\t\r\n\f]| {2}/;

/**
 * Collects text into lines. Responsible for white space and quote marks only; which element means
 * what is the caller's business. Invariant: a finished line never changes.
 */
export class HtmlLines {
  private readonly finished: SourceLine[] = [];
  quoteDepth = 0;
  signatureDepth = 0;

  private pieces: string[] = [];
  /** Whether anything but space stands on the line. */
  private hasWords = false;
  private endsInSpace = true;
  private needsBlankLine = false;
  private pendingPrefix = "";
  private expectsIntro = false;
  private depthOfLast = 0;

  /** How many lines are finished. */
  get count(): number {
    return this.finished.length;
  }

  /** Adds text, with runs of white space as one space unless `keepsSpaces`. */
  addText(text: string, keepsSpaces: boolean): void {
    if (keepsSpaces) {
      const [first = "", ...rest] = text.split(/\r\n?|\n/);
      this.addPiece(first);
      for (const line of rest) {
        this.breakLine();
        this.addPiece(line);
      }
      return;
    }
    const collapsed = UNEVEN_SPACE.test(text) ? text.replace(/[ \t\r\n\f]+/g, " ") : text;
    this.addPiece(this.endsInSpace && collapsed.startsWith(" ") ? collapsed.slice(1) : collapsed);
  }

  /** Sets the next text of this line apart from the cell of a table before it. */
  startCell(): void {
    if (this.hasWords) this.pieces.push("\t");
    else this.pieces = [];
    this.endsInSpace = true;
  }

  /** Puts the next text of this line behind a list mark or the like. */
  prefixNext(prefix: string): void {
    this.pendingPrefix = prefix;
  }

  /** Marks the next written line outside quotes as the introduction of a quote. */
  expectIntro(): void {
    this.expectsIntro = true;
  }

  /** Ends the line if anything stands on it: the start or end of a block. */
  endBlock(hasMargin: boolean): void {
    if (this.pieces.length > 0) this.breakLine();
    this.needsBlankLine ||= hasMargin;
  }

  /** Ends the line, also an empty one: `<br>`. */
  breakLine(): void {
    const text = this.pieces.join("");
    const marks = "> ".repeat(Math.min(this.quoteDepth, MAX_QUOTE_MARKS));
    this.finished.push({ text: marks + text, hint: this.hintFor(text) });
    this.depthOfLast = this.quoteDepth;
    this.pieces = [];
    this.hasWords = false;
    this.endsInSpace = true;
  }

  /**
   * Ends the last line and gives all of them. Where quotes are marked by elements, a `>` outside them
   * was typed; where not, it may be all that marks them (plain text that a program made HTML of).
   */
  finish(hasQuoteMarker: boolean): SourceLine[] {
    this.endBlock(false);
    if (hasQuoteMarker) return this.finished;
    return this.finished.map((line) =>
      line.hint === "typedMark" ? { text: line.text, hint: "none" } : line,
    );
  }

  /** Notes that a quoted email starts here; within a quote or signature that says nothing new. */
  addSeparator(): boolean {
    this.endBlock(false);
    if (this.quoteDepth > 0) return false;
    this.finished.push({ text: "", hint: "separator" });
    return true;
  }

  private addPiece(piece: string): void {
    if (piece === "") return;
    const startsLine = this.pieces.length === 0;
    if (startsLine && this.needsBlankLine) {
      this.needsBlankLine = false;
      if (this.finished.length > 0) this.addBlankLine();
    }
    if (this.pendingPrefix !== "") {
      this.pieces.push(this.pendingPrefix);
      this.pendingPrefix = "";
    }
    this.pieces.push(piece);
    this.hasWords ||= piece.trim() !== "";
    this.endsInSpace = piece.endsWith(" ");
  }

  /** Between a quote and what is outside it, the blank line belongs to neither. */
  private addBlankLine(): void {
    if (this.depthOfLast === this.quoteDepth) this.breakLine();
    else this.finished.push({ text: "", hint: "none" });
  }

  private hintFor(text: string): LineHint {
    if (this.quoteDepth > 0) {
      this.expectsIntro = false;
      return "none";
    }
    if (this.signatureDepth > 0) return "signature";
    const isTypedMark = text.trimStart().startsWith(">");
    if (!this.expectsIntro || text.trim() === "") return isTypedMark ? "typedMark" : "none";
    this.expectsIntro = false;
    return "intro";
  }
}
