/** Lets bundled functions and the backend use one and the same copy of `convex`. */
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";

/**
 * Each bundle would otherwise hold a `ConvexError` of its own, and an action could not recognise
 * with `instanceof` what a mutation threw at it. Also saves bundling the package five times.
 */
const SHARED = /^convex\/(server|values)$/;

/** Resolves the shared packages to this process's own modules, whoever imports them. */
export function sharePackages(): Plugin {
  const manifest = createRequire(import.meta.url).resolve("convex/package.json");
  const modulesDir = path.join(path.dirname(manifest), "dist", "esm");
  return {
    name: "share-packages",
    setup: (build) => {
      build.onResolve({ filter: SHARED }, (args) => {
        const file = path.join(modulesDir, args.path.slice("convex/".length), "index.js");
        return { path: pathToFileURL(file).href, external: true };
      });
    },
  };
}
