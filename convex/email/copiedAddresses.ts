/** Reading who else got an email. Nothing hangs on it but a hint, so what can't be read is left out. */
import { parseMailbox } from "./mailbox";

/** As many as a hint can name and the database may be asked about. */
const COPIED_LIMIT = 20;
/** A recipient field may hold a whole mailing list; so much of each is read (characters). */
const FIELD_LIMIT_CHARACTERS = 5_000;
const FIELDS_LIMIT = 100;

/**
 * The addresses in `fields` (values of To and Cc; one mailbox or several each), lower-case, each once,
 * at most 20, in their order.
 *
 * @param apart addresses that don't count: the sender's and ours; `@domain` stands for all of a domain.
 */
export function copiedAddresses(fields: readonly string[], apart: readonly string[]): string[] {
  const own = apart.map((address) => address.toLowerCase()).filter(Boolean);
  const isApart = (address: string) =>
    own.some((one) => (one.startsWith("@") ? address.endsWith(one) : address === one));
  const found = new Set<string>();
  for (const field of fields.slice(0, FIELDS_LIMIT)) {
    for (const mailbox of splitMailboxes(field.slice(0, FIELD_LIMIT_CHARACTERS))) {
      const address = parseMailbox(mailbox)?.address;
      if (address !== undefined && !isApart(address)) found.add(address);
      if (found.size === COPIED_LIMIT) return [...found];
    }
  }
  return [...found];
}

/** At commas outside quotes; a comma in an unquoted name gives parts without an address. */
function splitMailboxes(field: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < field.length; at += 1) {
    const character = field[at];
    if (character === "\\" && isQuoted) at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (character === "," && !isQuoted) {
      parts.push(field.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(field.slice(start));
  return parts;
}
