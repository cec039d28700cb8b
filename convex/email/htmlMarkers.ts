/**
 * What an HTML element of an email stands for: mail programs mark their quotes and signatures with
 * classes, ids and styles of their own. Requoting adds prefixes (`x_`, `m_123`) to ids and classes.
 */

export interface ElementMeaning {
  /** Its content is quoted. */
  isQuote: boolean;
  /** Everything after its start is a quoted email (Outlook marks the start, not the extent). */
  isSeparator: boolean;
  isSignature: boolean;
  /** The first line in it says who wrote the quote. */
  hasIntro: boolean;
  /** Never shown to a reader: scripts, styles, preview texts. */
  isHidden: boolean;
  keepsSpaces: boolean;
}

export type Attributes = ReadonlyMap<string, string>;

const SEPARATOR_IDS = new Set([
  "divrplyfwdmsg",
  "olk_src_body_section",
  "mail-editor-reference-message-container",
  "stopspelling",
  "zwchr",
]);
const QUOTE_IDS = new Set(["isreplycontent"]);
const SIGNATURE_IDS = new Set([
  "signature",
  "ms-outlook-mobile-signature",
  "applemailsignature",
  "composer_signature",
  "ymail_android_signature",
  "_rc_sig",
]);
const SIGNATURE_CLASSES = new Set([
  "gmail_signature",
  "gmail_signature_prefix",
  "moz-signature",
  "front-signature",
  "bloop_sign",
]);
const INTRO_CLASSES = new Set([
  "gmail_attr",
  "gmail_quote",
  "protonmail_quote",
  "moz-cite-prefix",
  "zmail_extra",
]);

const HIDDEN_ELEMENTS = new Set(["script", "style", "title", "template", "svg", "select"]);

/** Elements that mean something without any attribute. */
const MEANINGFUL_ELEMENTS = new Set([...HIDDEN_ELEMENTS, "blockquote", "pre"]);

/** The line above "From: … Sent: …" in Outlook for desktop, as written and as others rewrite it. */
const OUTLOOK_BORDER =
  /border-top:(?:[\d.]{1,4}p[tx])?solid(?:#e1e1e1|#b5c4df|rgb\(225,225,225\)|rgb\(181,196,223\))/;

const NOTHING: ElementMeaning = {
  isQuote: false,
  isSeparator: false,
  isSignature: false,
  hasIntro: false,
  isHidden: false,
  keepsSpaces: false,
};

/** What an element means, from its lower-case name and attributes. */
export function meaningOf(name: string, attributes: Attributes): ElementMeaning {
  return attributes.size === 0 ? (BARE.get(name) ?? NOTHING) : readMeaning(name, attributes);
}

function readMeaning(name: string, attributes: Attributes): ElementMeaning {
  const id = withoutRequotePrefix(attributes.get("id") ?? "");
  const classes = (attributes.get("class") ?? "").split(/\s+/).map(withoutRequotePrefix);
  const style = (attributes.get("style") ?? "").toLowerCase().replace(/\s+/g, "");
  return {
    isQuote: isQuote(name, id, classes, style, attributes),
    isSeparator: isSeparator(name, id, style, attributes),
    isSignature: isSignature(id, classes, attributes),
    hasIntro: hasIntro(name, id, classes, attributes),
    isHidden: isHidden(name, style, attributes),
    keepsSpaces: name === "pre" || /white-space:(?:pre|break-spaces)/.test(style),
  };
}

function withoutRequotePrefix(name: string): string {
  return name.toLowerCase().replace(/^(?:x_){1,9}|^m_-?\d{1,30}_?/, "");
}

function isQuote(
  name: string,
  id: string,
  classes: readonly string[],
  style: string,
  attributes: Attributes,
): boolean {
  if (name === "blockquote") return !isIndentation(classes, style, attributes);
  if (classes.some((c) => c.includes("yahoo_quoted")) || id.includes("yahoo_quoted")) return true;
  return QUOTE_IDS.has(id) || (name === "div" && attributes.get("name") === "quote");
}

/** Gmail's and Outlook's "indent more" is a blockquote without a border; its content is typed. */
function isIndentation(classes: readonly string[], style: string, attributes: Attributes): boolean {
  const isMarked = attributes.get("type") === "cite" || classes.some((c) => c.includes("quote"));
  return !isMarked && /border(?:-left)?:(?:none|0|medium)/.test(style);
}

function isSeparator(name: string, id: string, style: string, attributes: Attributes): boolean {
  if (SEPARATOR_IDS.has(id)) return true;
  if (name === "hr") {
    const marker = attributes.get("data-marker")?.toLowerCase();
    return attributes.get("tabindex") === "-1" || marker === "__divider__";
  }
  if (OUTLOOK_BORDER.test(style) && style.includes("padding:3")) return true;
  const isWindowsMail = style.includes("border-top-color:rgb(229,229,229)");
  return isWindowsMail && style.includes("border-top-style:solid");
}

function isSignature(id: string, classes: readonly string[], attributes: Attributes): boolean {
  return (
    SIGNATURE_IDS.has(id) ||
    attributes.get("data-smartmail") === "gmail_signature" ||
    attributes.has("data-signature-widget") ||
    classes.some((c) => SIGNATURE_CLASSES.has(c) || c.startsWith("protonmail_signature_block"))
  );
}

function hasIntro(
  name: string,
  id: string,
  classes: readonly string[],
  attributes: Attributes,
): boolean {
  if (name === "blockquote") return false;
  const isReplySection = attributes.get("name")?.toLowerCase() === "messagereplysection";
  return id === "reply-intro" || isReplySection || classes.some((c) => INTRO_CLASSES.has(c));
}

function isHidden(name: string, style: string, attributes: Attributes): boolean {
  if (HIDDEN_ELEMENTS.has(name) || attributes.has("hidden")) return true;
  return style.includes("display:none") || style.includes("mso-hide:all");
}

/** Elements without attributes: what they mean is worked out once. */
const BARE = new Map(
  [...MEANINGFUL_ELEMENTS].map((name) => [name, readMeaning(name, new Map())] as const),
);
