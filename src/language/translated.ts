import { spokenCatalogue, type Catalogue } from "./language";

/**
 * Sentences that follow the spoken language: reads like `english`, and gives each text at the moment when it is read.
 * So modules may keep such an object, or a part of it, but no text out of it: they would keep its first language.
 */
export function translated<Name extends keyof Catalogue>(
  name: Name,
  english: Catalogue[Name],
): Catalogue[Name] {
  return live(english, () => spokenCatalogue()?.[name] ?? english);
}

/** A copy of `shape` whose texts and functions are read from `current` anew each time. */
function live<T extends object>(shape: T, current: () => T): T {
  const view = (Array.isArray(shape) ? [] : {}) as T;
  for (const key of Object.keys(shape) as (keyof T)[]) {
    const value = shape[key];
    if (typeof value === "object" && value !== null) {
      view[key] = live(value, () => current()[key] as typeof value);
    } else {
      Object.defineProperty(view, key, { enumerable: true, get: () => current()[key] });
    }
  }
  return view;
}
