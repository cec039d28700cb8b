/** Names of functions: "messages:list" in this backend, other spellings at its borders. */

/** "messages.js:list", "messages:list" and "messages" (its default export) in one form. */
export function canonicalPath(path: string): string {
  const colon = path.indexOf(":");
  const modulePath = colon === -1 ? path : path.slice(0, colon);
  const name = colon === -1 ? "default" : path.slice(colon + 1);
  return `${modulePath.replace(/\.js$/, "")}:${name}`;
}

/** The form in which `_scheduled_functions` shows a name: "messages.js:list". */
export function displayPath(path: string): string {
  const canonical = canonicalPath(path);
  const colon = canonical.indexOf(":");
  return `${canonical.slice(0, colon)}.js${canonical.slice(colon)}`;
}
