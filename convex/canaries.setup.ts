/** Looks for words that must not be there: plain, and in the encodings that would hide them. */

const BASE64_BYTES = 3;
const BASE64_CHARACTERS = 4;
/** Of shorter words the base64 without its neighbours is found by chance. */
const SHORTEST_LENGTH = 8;

/** The forms in which `word` may stand in a text, lower-case where case may have changed. */
function formsOf(word: string): { exact: string[]; lower: string[] } {
  const bytes = new TextEncoder().encode(word);
  const exact = [0, 1, 2].map((offset) => base64Core(bytes, offset));
  const url = exact.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const escaped = Array.from(word, (c) =>
    c > "~" ? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}` : c,
  );
  const references = Array.from(word, (c) => (c > "~" ? `&#${c.charCodeAt(0)};` : c));
  const quoted = [...bytes].map((b) =>
    b > 126 ? `=${b.toString(16).padStart(2, "0")}` : String.fromCharCode(b),
  );
  const lower = [
    word,
    encodeURIComponent(word),
    hex,
    escaped.join(""),
    references.join(""),
    quoted.join(""),
    [...word].toReversed().join(""),
  ];
  return { exact: [...exact, ...url], lower: lower.map((form) => form.toLowerCase()) };
}

/** The base64 of `bytes` after `offset` other bytes, without the characters that neighbours shape. */
function base64Core(bytes: Uint8Array, offset: number): string {
  const binary = "\0".repeat(offset) + String.fromCharCode(...bytes);
  const whole = Math.floor(binary.length / BASE64_BYTES) * BASE64_BYTES;
  const encoded = btoa(binary.slice(0, whole));
  return encoded.slice(offset === 0 ? 0 : BASE64_CHARACTERS);
}

/** Those of `words` that stand in `text` in any of the forms. */
export function canariesIn(text: string, words: string[]): string[] {
  const short = words.find((word) => word.length < SHORTEST_LENGTH);
  if (short !== undefined) throw new Error(`${short} is found by chance`);
  const lowerText = text.toLowerCase();
  return words.filter((word) => {
    const { exact, lower } = formsOf(word);
    return (
      exact.some((form) => text.includes(form)) || lower.some((form) => lowerText.includes(form))
    );
  });
}
