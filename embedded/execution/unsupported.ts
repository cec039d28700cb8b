/** What `convex/server` offers and this backend does not. */

/** Throws: better a clear sentence than a silent difference from Convex. */
export function unsupported(feature: string): never {
  throw new Error(`${feature} is not supported by the embedded backend.`);
}
