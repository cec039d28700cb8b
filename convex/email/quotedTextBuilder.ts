/** Follows the elements of an HTML email and writes its lines. */
import { HtmlLines } from "./htmlLines";
import { meaningOf, type Attributes, type ElementMeaning } from "./htmlMarkers";
import { linkTargetWorthShowing } from "./linkText";
import type { SourceLine, StepCounter } from "./replyLine";

/** The lines of an HTML part, as far as it was read. */
export interface QuotedText {
  lines: SourceLine[];
  /** A quote or separator that a mail program marked was met. */
  hasQuoteMarker: boolean;
}

/** Deeper elements keep their text but mean nothing. */
const MAX_DEPTH = 200;

/** More words of a link are not needed to tell whether they name its target. */
const MAX_LINK_CHARACTERS = 2_000;

/** More lines are no reply: what stands behind them is left unread. */
const MAX_LINES = 10_000;
/** Nor are more tags than that, opening and closing ones. */
const MAX_TAGS = 120_000;

const VOID_ELEMENTS = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);
const BLOCKS = new Set(
  (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody " +
    "tfoot thead tr ul caption"
  ).split(" "),
);
/** A closing tag never reaches through a table cell, as in a browser. */
const CELLS = new Set(["td", "th"]);
const TABLE_PARTS = new Set(["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"]);

interface OpenElement {
  name: string;
  meaning: ElementMeaning;
  hasMargin: boolean;
  /** Number of the next item of an ordered list; null for every other element. */
  nextItem: number | null;
  link: Link | null;
}

interface Link {
  href: string;
  /** Its words, as far as they are needed to tell whether they name the target. */
  text: string;
}

/**
 * Follows the open elements and feeds the lines. Invariant: the counters (quote, signature, hidden,
 * spaces, names) are the sums over the stack; `open` and `pop` alone change both.
 */
export class QuotedTextBuilder {
  private readonly lines = new HtmlLines();
  private readonly stack: OpenElement[] = [];
  /** How many elements of each name are in the stack: most closing tags of a broken email close none. */
  private readonly openByName = new Map<string, number>();
  /** Open elements beyond the depth limit, by name: their closing tags close nothing else. */
  private readonly tooDeep = new Map<string, number>();
  private readonly openLinks: Link[] = [];
  private readonly counter: StepCounter;
  private tagCount = 0;
  private hiddenDepth = 0;
  private spaceDepth = 0;
  private hasQuoteMarker = false;

  constructor(counter: StepCounter) {
    this.counter = counter;
  }

  /** Whether no more may be read. */
  get isFull(): boolean {
    return this.lines.count > MAX_LINES || this.tagCount > MAX_TAGS;
  }

  text(text: string): void {
    if (this.hiddenDepth > 0) return;
    this.lines.addText(text, this.spaceDepth > 0);
    const link = this.openLinks.at(-1);
    if (link && link.text.length < MAX_LINK_CHARACTERS) link.text += text;
  }

  open(name: string, attributes: Attributes): void {
    this.tagCount += 1;
    const meaning = meaningOf(name, attributes);
    if (BLOCKS.has(name)) this.startBlock(name);
    if (this.hiddenDepth === 0) this.applyStart(name, attributes, meaning);
    if (!VOID_ELEMENTS.has(name)) this.push(name, attributes, meaning);
  }

  close(name: string): void {
    this.tagCount += 1;
    const beyond = this.tooDeep.get(name) ?? 0;
    if (beyond > 0) {
      this.tooDeep.set(name, beyond - 1);
      if (BLOCKS.has(name)) this.lines.endBlock(false);
      return;
    }
    const index = this.indexToClose(name);
    while (index !== -1 && this.stack.length > index) this.pop();
  }

  finish(): QuotedText {
    while (this.stack.length > 0) this.pop();
    return { lines: this.lines.finish(this.hasQuoteMarker), hasQuoteMarker: this.hasQuoteMarker };
  }

  private startBlock(name: string): void {
    const paragraph = this.stack.findLastIndex((element) => BLOCKS.has(element.name));
    this.counter.steps += this.stack.length - paragraph;
    const top = this.stack[paragraph]?.name;
    const endsIt = top === "p" || (name === "li" && top === "li");
    while (endsIt && this.stack.length > paragraph) this.pop();
    this.lines.endBlock(false);
  }

  private applyStart(name: string, attributes: Attributes, meaning: ElementMeaning): void {
    if (meaning.isSeparator && this.lines.addSeparator()) this.hasQuoteMarker = true;
    if (meaning.hasIntro && this.lines.quoteDepth === 0) this.lines.expectIntro();
    if (name === "br") this.lines.breakLine();
    if (name === "p") this.lines.endBlock(hasParagraphMargin(attributes));
    if (name === "li") this.lines.prefixNext(this.listMark());
    if (CELLS.has(name)) this.lines.startCell();
    if (name === "img") this.text(emojiOf(attributes));
  }

  private push(name: string, attributes: Attributes, meaning: ElementMeaning): void {
    if (this.stack.length >= MAX_DEPTH) {
      this.tooDeep.set(name, (this.tooDeep.get(name) ?? 0) + 1);
      return;
    }
    const link = name === "a" ? { href: attributes.get("href") ?? "", text: "" } : null;
    if (link) this.openLinks.push(link);
    this.stack.push({
      name,
      meaning,
      hasMargin: name === "p" && hasParagraphMargin(attributes),
      nextItem: name === "ol" ? 1 : null,
      link,
    });
    this.openByName.set(name, (this.openByName.get(name) ?? 0) + 1);
    this.count(meaning, 1);
    if (meaning.isQuote) this.hasQuoteMarker = true;
  }

  private pop(): void {
    const element = this.stack.pop();
    if (element === undefined) return;
    this.openByName.set(element.name, (this.openByName.get(element.name) ?? 1) - 1);
    if (element.link) this.openLinks.pop();
    if (element.link && this.hiddenDepth === 0) this.addLinkTarget(element.link);
    const isBlock = BLOCKS.has(element.name);
    if (isBlock || element.meaning.isQuote) this.lines.endBlock(element.hasMargin);
    this.count(element.meaning, -1);
  }

  private count(meaning: ElementMeaning, change: 1 | -1): void {
    if (change === 1 && (meaning.isQuote || meaning.isSignature)) this.lines.endBlock(false);
    if (change === -1 && meaning.isSignature) this.lines.endBlock(false);
    if (meaning.isQuote) this.lines.quoteDepth += change;
    if (meaning.isSignature) this.lines.signatureDepth += change;
    if (meaning.isHidden) this.hiddenDepth += change;
    if (meaning.keepsSpaces) this.spaceDepth += change;
  }

  /** The open element that a closing tag ends: an inline tag never ends a block around it. */
  private indexToClose(name: string): number {
    if ((this.openByName.get(name) ?? 0) === 0) return -1;
    for (let i = this.stack.length - 1; i >= 0; i--) {
      this.counter.steps++;
      const open = this.stack[i]?.name ?? "";
      if (open === name) return i;
      if (CELLS.has(open) && !TABLE_PARTS.has(name)) return -1;
      if (BLOCKS.has(open) && !BLOCKS.has(name) && !TABLE_PARTS.has(name)) return -1;
    }
    return -1;
  }

  private listMark(): string {
    const list = this.stack.findLast((element) => element.name === "ol" || element.name === "ul");
    if (list?.nextItem == null) return "- ";
    return `${list.nextItem++}. `;
  }

  private addLinkTarget(link: Link): void {
    if (this.lines.quoteDepth > 0 || this.lines.signatureDepth > 0) return;
    const target = linkTargetWorthShowing(link.href, link.text);
    if (target !== null) this.lines.addText(` <${target}>`, false);
  }
}

/** Outlook's paragraphs have no margin: their blank lines are paragraphs of their own. */
function hasParagraphMargin(attributes: Attributes): boolean {
  if (attributes.size === 0) return true;
  const isOffice = /mso(?:normal|plaintext|listparagraph)/i.test(attributes.get("class") ?? "");
  const style = (attributes.get("style") ?? "").toLowerCase().replace(/\s+/g, "");
  return !isOffice && !/(?:^|;)margin(?:-top|-bottom)?:0/.test(style);
}

const EMOJI =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f){1,16}$/u;

/** Some programs send a typed emoji as a picture with the emoji as its text. */
function emojiOf(attributes: Attributes): string {
  const alternative = attributes.get("data-emoji") ?? attributes.get("alt") ?? "";
  return EMOJI.test(alternative) ? alternative : "";
}
