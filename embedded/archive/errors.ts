/** An archive that cannot be imported. The message says which entry, which line, and what is wrong. */
export class BadArchive extends Error {
  override name = "BadArchive";
  readonly code = "BAD_ARCHIVE";
}
