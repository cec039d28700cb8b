/** File names from anybody's computer or email, made safe to show, to store and to put in a header. */

export const FILE_NAME_MAX_LENGTH = 200;
/** What follows the last dot counts as an extension up to this length. */
const EXTENSION = /\.[^.\s]{1,16}$/u;
/** Nothing longer is even looked at: normalising costs more than its length. */
const LONGEST_LOOKED_AT = 4_000;
/** Controls, line and paragraph separators, half characters, and marks that turn the reading direction or vanish. */
const DECEPTIVE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff\u00ad]/gu;
/** Names that Windows takes for devices, whatever their extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A file's name as it is stored: the last part of a path, one line, NFC, nothing that hides or
 * reverses its end, at most 200 characters with the extension kept. Never empty ("file").
 */
export function cleanFileName(given: string): string {
  const name = given
    .slice(-LONGEST_LOOKED_AT)
    .replace(/^.*[/\\]/su, "")
    .normalize("NFC")
    .replace(DECEPTIVE, "")
    .replace(/\s+/gu, " ")
    .replace(/[<>:"|?*]/gu, "_")
    .replace(/[. ]+$/u, "")
    .trim()
    .replace(DEVICE, "_$&");
  return name === "" ? "file" : shortened(name);
}

function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= FILE_NAME_MAX_LENGTH) return name;
  const extension = [...(EXTENSION.exec(name)?.[0] ?? "")];
  return [...characters.slice(0, FILE_NAME_MAX_LENGTH - extension.length), ...extension].join("");
}

/** A Content-Disposition header on one line (RFC 6266, RFC 8187). `name` has passed `cleanFileName`. */
export function contentDisposition(type: "inline" | "attachment", name: string): string {
  const plain = name.replace(/[^A-Za-z0-9 ._()-]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
