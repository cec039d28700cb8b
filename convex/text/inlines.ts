/**
 * Formatting inside lines: bold, italic, strike, code, links. marked's lexer finds the marks; what
 * it calls HTML, reference links and the like is switched off and stays text.
 */
import { Lexer, type Token, Tokenizer, type Tokens } from "marked";
import type { Inline } from "./formatted";
import { linkAt, readsAsAddress, safeHref } from "./links";
import { linkInline, plainInlines } from "./plainInlines";

/** Marks inside marks; each level reads its text once more, so this keeps hostile texts linear. */
const MOST_NESTED = 4;
/** Longer runs of one mark are a line somebody drew; marked would try every pairing of them. */
const RUN = /^([*_])\1{3,}/;
const WORD = /[\p{L}\p{N}]/u;
/** marked asks for an address where one may begin; addresses in the middle of a word are none. */
const ADDRESS_START = /^(?:https?:\/\/|www\.|mailto:|[\w.+-]{1,64}@(?=[\w-]))/i;

class ChatTokenizer extends Tokenizer {
  #depth = 0;

  /** Runs a rule that reads the inside of its marks, unless marks are nested too deep already. */
  #nested<Found>(find: () => Found | undefined): Found | undefined {
    if (this.#depth >= MOST_NESTED) return undefined;
    this.#depth += 1;
    try {
      return find();
    } finally {
      this.#depth -= 1;
    }
  }

  override emStrong(src: string, maskedSrc: string, prevChar = "") {
    // "2*3*4" and "snake_case" are words.
    if (WORD.test(prevChar) || RUN.test(src)) return undefined;
    return this.#nested(() => super.emStrong(src, maskedSrc, prevChar));
  }
  override del(src: string, maskedSrc: string, prevChar = "") {
    // One "~" means "about".
    if (!src.startsWith("~~")) return undefined;
    return this.#nested(() => super.del(src, maskedSrc, prevChar));
  }
  override link(src: string) {
    return this.#nested(() => super.link(src));
  }
  override url(src: string): Tokens.Link | undefined {
    if (!ADDRESS_START.test(src)) return undefined;
    const { link } = linkAt(src, 0);
    if (link === null) return undefined;
    const { text, href } = link;
    return { type: "link", raw: text, text, href, title: null, tokens: [] };
  }
  override inlineText(src: string) {
    const run = RUN.exec(src)?.[0];
    if (run === undefined) return super.inlineText(src);
    return { type: "text" as const, raw: run, text: run, escaped: false };
  }
  override tag() {
    return undefined;
  }
  override reflink() {
    return undefined;
  }
  override autolink() {
    return undefined;
  }
  override br() {
    return undefined;
  }
}

/** The formatting of some lines. Line ends stay in the texts. Linear in hostile texts too. */
export function parseInlines(text: string): Inline[] {
  const lexer = new Lexer({ gfm: true, tokenizer: new ChatTokenizer() });
  return toInlines(lexer.inlineTokens(text));
}

function toInlines(tokens: Token[]): Inline[] {
  const inlines: Inline[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") inlines.push(...plainInlines(text));
    text = "";
  };
  for (const token of tokens) {
    const inline = toInline(token);
    if (typeof inline === "string") text += inline;
    else {
      flush();
      inlines.push(...inline);
    }
  }
  flush();
  return inlines;
}

/** One token; a string joins the text around it. Only what is named here is formatting. */
function toInline(token: Token): Inline[] | string {
  switch (token.type) {
    case "strong":
    case "em":
    case "del":
      return [{ kind: token.type, children: toInlines(token.tokens ?? []) }];
    case "codespan":
      return [{ kind: "code", text: String(token.text) }];
    case "escape":
      return String(token.text);
    case "link": {
      const words = plainWords(token.tokens ?? []);
      // Without words of its own it is an address, which plainInlines finds again.
      return words === "" ? token.raw : labelledLink(token.raw, words, token.href);
    }
    case "image":
      return image(token.raw, token.text, token.href);
    default:
      return token.raw;
  }
}

/** A link with words. Words that read as an address other than its own give way to its own. */
function labelledLink(raw: string, words: string, target: string): Inline[] | string {
  const href = safeHref(target);
  if (href === null || words.includes("<@")) return raw;
  const link = linkInline(words, href);
  const isDisguised = link.kind === "link" && link.place !== null && readsAsAddress(words);
  return [isDisguised ? linkInline(target, href) : link];
}

/** An image is never fetched: its words and its address. */
function image(raw: string, words: string, target: string): Inline[] | string {
  const href = safeHref(target);
  if (href === null) return raw;
  const link = linkInline(target, href);
  return words === "" ? [link] : [{ kind: "text", text: `${words} ` }, link];
}

function plainWords(tokens: Token[]): string {
  return tokens
    .map((token) =>
      "tokens" in token && token.tokens !== undefined && token.type !== "link"
        ? plainWords(token.tokens)
        : token.type === "escape" || token.type === "codespan"
          ? String(token.text)
          : token.raw,
    )
    .join("");
}
