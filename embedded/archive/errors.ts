/** What a terminal obeys instead of showing it; a schema's mismatch has several lines. */
const CONTROLS = /[^\P{Cc}\n]/gu;

/**
 * An archive that cannot be imported. The message says which entry, which line, and what is wrong; it
 * may quote the archive, but gives no terminal a command.
 */
export class BadArchive extends Error {
  override name = "BadArchive";
  readonly code = "BAD_ARCHIVE";

  constructor(message: string) {
    super(message.replaceAll(CONTROLS, "\ufffd"));
  }
}
