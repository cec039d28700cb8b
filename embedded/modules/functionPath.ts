/** Names of functions: "messages:list" in this backend, other spellings at its borders. */

/** The same few names come with every call. */
const canonical = new Map<string, string>();
const MOST_REMEMBERED = 2_000;

/** "messages.js:list", "messages:list" and "messages" (its default export) in one form. */
export function canonicalPath(path: string): string {
  let known = canonical.get(path);
  if (known === undefined) {
    known = canonicalForm(path);
    if (canonical.size >= MOST_REMEMBERED) canonical.clear();
    canonical.set(path, known);
  }
  return known;
}

function canonicalForm(path: string): string {
  const colon = path.indexOf(":");
  const modulePath = colon === -1 ? path : path.slice(0, colon);
  const name = colon === -1 ? "default" : path.slice(colon + 1);
  return `${modulePath.replace(/\.js$/, "")}:${name}`;
}

/** The form in which `_scheduled_functions` shows a name: "messages.js:list". */
export function displayPath(path: string): string {
  const known = canonicalPath(path);
  const colon = known.indexOf(":");
  return `${known.slice(0, colon)}.js${known.slice(colon)}`;
}
