/**
 * Turns the HTML part of an email into lines of text in which quotes carry `> ` and signatures and
 * separators a hint. It works on the token stream with a stack of its own, so that neither deep nor
 * unclosed elements cost more than linear time (a general parser's stack is searched as a whole).
 */
import { Tokenizer } from "htmlparser2";
import type { Attributes } from "./htmlMarkers";
import { QuotedTextBuilder, type QuotedText } from "./quotedTextBuilder";
import type { StepCounter } from "./replyLine";

const MAX_ATTRIBUTE_CHARACTERS = 2_000;

/** Long text is handed on in pieces, so that the limit of lines can stop it in between. */
const TEXT_PIECE_CHARACTERS = 8_192;

const NO_ATTRIBUTES: Attributes = new Map();

export interface ReadHtml extends QuotedText {
  /** The HTML behind the limit of lines, unread. */
  rest: string;
}

/** Converts an HTML part; `counter` receives the characters and stack entries looked at. */
export function htmlToQuotedText(html: string, counter: StepCounter): ReadHtml {
  const builder = new QuotedTextBuilder(counter);
  let name = "";
  let tagStart = 0;
  let attributes: Map<string, string> | null = null;
  let attribute = "";
  let value = "";
  let end = html.length;
  const text = { start: 0, stop: 0 };
  const unlessFull = (index: number, read: () => void): void => {
    if (!builder.isFull) return read();
    end = Math.min(end, index);
    tokenizer.pause();
  };
  const flushText = (): void => {
    const { start, stop } = text;
    text.start = stop;
    for (let from = start; from < stop; from += TEXT_PIECE_CHARACTERS) {
      const piece = html.slice(from, Math.min(stop, from + TEXT_PIECE_CHARACTERS));
      unlessFull(from, () => builder.text(piece));
    }
  };
  const afterText = (index: number, read: () => void): void => {
    flushText();
    unlessFull(index, read);
  };
  const open = () => afterText(tagStart, () => builder.open(name, attributes ?? NO_ATTRIBUTES));
  // A `<` that opens no tag ends the tokenizer's piece of text: the pieces are put together again.
  const readText = (start: number, stop: number): void => {
    if (start !== text.stop) {
      flushText();
      text.start = start;
    }
    text.stop = stop;
  };
  const tokenizer = new Tokenizer(
    {},
    {
      ontext: readText,
      ontextentity: (codepoint, index) =>
        afterText(html.lastIndexOf("&", index - 1), () =>
          builder.text(String.fromCodePoint(codepoint)),
        ),
      onopentagname: (start, stop) => {
        tagStart = start - "<".length;
        name = html.slice(start, stop).toLowerCase();
        attributes = null;
      },
      onattribname: (start, stop) => {
        attribute = html.slice(start, stop).toLowerCase();
        value = "";
      },
      onattribdata: (start, stop) => {
        value += html.slice(start, Math.min(stop, start + MAX_ATTRIBUTE_CHARACTERS));
      },
      onattribentity: (codepoint) => {
        value += String.fromCodePoint(codepoint);
      },
      onattribend: () => {
        attributes ??= new Map();
        if (!attributes.has(attribute)) {
          attributes.set(attribute, value.slice(0, MAX_ATTRIBUTE_CHARACTERS));
        }
      },
      onopentagend: open,
      onselfclosingtag: open,
      onclosetag: (start, stop) =>
        afterText(start - "</".length, () => builder.close(html.slice(start, stop).toLowerCase())),
      oncdata: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  counter.steps += html.length;
  tokenizer.write(html);
  tokenizer.end();
  flushText();
  return { ...builder.finish(), rest: html.slice(end) };
}
