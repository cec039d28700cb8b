/** Builds RFC 5322 / MIME emails as bytes: UTF-8 throughout, 7-bit on the wire, CRLF line ends. */

export type MimeFile = { filename: string; contentType: string; content: Uint8Array };

export type MimeEmail = {
  /** In order; names as they shall appear. Values may hold any Unicode but no line breaks. */
  headers: [name: string, value: string][];
  text?: string | undefined;
  html?: string | undefined;
  files?: MimeFile[];
};

/** A part of a multipart email: its own headers and its encoded body. */
type Part = { contentType: string; headers?: [string, string][]; body: string };

const CRLF = "\r\n";
/** Longest encoded line (RFC 2045); a quoted-printable line ends in "=" when it goes on. */
const LINE_LIMIT = 76;
/** Bytes per base64 encoded-word, so that the whole stays below 75 characters (RFC 2047). */
const WORD_BYTES = 42;

/** Builds the email. @throws RangeError when a header holds a line break (it could add headers). */
export function buildMime(email: MimeEmail): Buffer {
  const bodies: Part[] = [];
  if (email.text !== undefined) bodies.push(textPart("text/plain", email.text));
  if (email.html !== undefined) bodies.push(textPart("text/html", email.html));
  const body = join("multipart/alternative", bodies, "alternative");
  const files = (email.files ?? []).map(filePart);
  return toBytes(email.headers, join("multipart/mixed", [body, ...files], "mixed"));
}

/** Builds an email whose top level is `multipart/report`, such as a bounce (RFC 3462). */
export function buildReport(
  headers: [string, string][],
  reportType: string,
  parts: { contentType: string; body: string }[],
): Buffer {
  const encoded = parts.map(({ contentType, body }) => textPart(contentType, body));
  return toBytes(headers, join(`multipart/report; report-type=${reportType}`, encoded, "report"));
}

function toBytes(headers: [string, string][], part: Part): Buffer {
  const lines = [
    ...headers.map(([name, value]) => headerLine(name, value)),
    "MIME-Version: 1.0",
    ...partLines(part),
  ];
  return Buffer.from(lines.join(CRLF), "utf8");
}

function partLines({ contentType, headers = [], body }: Part): string[] {
  const all: [string, string][] = [["Content-Type", contentType], ...headers];
  return [...all.map(([name, value]) => `${name}: ${value}`), "", body];
}

/** One part stays as it is; several are put into a multipart of `type`. */
function join(type: string, parts: Part[], name: string): Part {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined && name !== "report") return first;
  // No part can hold it: quoted-printable writes "=" as "=3D", and base64 has no "_".
  const boundary = `=_${name}`;
  const sections = parts.map((part) => [`--${boundary}`, ...partLines(part)].join(CRLF));
  return {
    contentType: `${type}; boundary="${boundary}"`,
    body: [...sections, `--${boundary}--`, ""].join(CRLF),
  };
}

function textPart(contentType: string, text: string): Part {
  return {
    contentType: `${contentType}; charset=utf-8`,
    headers: [["Content-Transfer-Encoding", "quoted-printable"]],
    body: quotedPrintable(text),
  };
}

function filePart({ filename, contentType, content }: MimeFile): Part {
  const encodedName = encodeURIComponent(filename).replaceAll("'", "%27");
  const base64 = Buffer.from(content).toString("base64");
  return {
    contentType,
    headers: [
      ["Content-Transfer-Encoding", "base64"],
      ["Content-Disposition", `attachment; filename*=utf-8''${encodedName}`],
    ],
    body: (base64.match(/.{1,76}/g) ?? []).join(CRLF),
  };
}

/** RFC 2045 section 6.7. Line breaks of any kind become CRLF. */
export function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(encodeLine)
    .join(CRLF);
}

function encodeLine(line: string): string {
  const bytes = Buffer.from(line, "utf8");
  let encoded = "";
  let column = 0;
  for (const [index, byte] of bytes.entries()) {
    const isBlank = byte === 0x20 || byte === 0x09;
    const isPlain = byte > 0x20 && byte < 0x7f && byte !== 0x3d;
    // A blank at the end of a line may be stripped on the way, so it is written as a code.
    const keep = isPlain || (isBlank && index < bytes.length - 1);
    const token = keep
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (column + token.length > LINE_LIMIT - 1) {
      encoded += `=${CRLF}`;
      column = 0;
    }
    encoded += token;
    column += token.length;
  }
  return encoded;
}

function headerLine(name: string, value: string): string {
  if (/[\r\n]/.test(name + value)) throw new RangeError(`The header ${name} holds a line break.`);
  return `${name}: ${foldAddresses(encodeHeader(value))}`;
}

/** Non-ASCII runs become encoded-words; `<address>` parts stay as they are. */
function encodeHeader(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return value;
  const [, name = value, address = ""] = /^(.*?)(\s*<[\x21-\x7e]+>)$/.exec(value) ?? [];
  const plainName = name.replace(/^"(.*)"$/, "$1");
  return encodedWords(plainName) + address;
}

function encodedWords(text: string): string {
  const words: string[] = [];
  let chunk = "";
  for (const character of text) {
    if (Buffer.byteLength(chunk + character) > WORD_BYTES) {
      words.push(chunk);
      chunk = "";
    }
    chunk += character;
  }
  return [...words, chunk]
    .map((word) => `=?utf-8?B?${Buffer.from(word, "utf8").toString("base64")}?=`)
    .join(`${CRLF} `);
}

/** Long lists of message ids or addresses are folded at their blanks, far below 998 characters. */
function foldAddresses(value: string): string {
  if (value.length <= LINE_LIMIT || value.includes(CRLF)) return value;
  return value.replaceAll("> <", `>${CRLF} <`);
}
