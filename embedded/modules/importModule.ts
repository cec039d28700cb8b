/**
 * Imports a bundled module by URL. In a file of its own, so that a bundler or test runner that
 * rewrites `import()` can be told apart: the URL is always known only at run time.
 */
export function importModule(url: string): Promise<Record<string, unknown>> {
  return import(/* @vite-ignore */ url) as Promise<Record<string, unknown>>;
}
