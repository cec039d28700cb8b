/** The migrations in convex-test, page after page. */
import { internal } from "./_generated/api";
import type { Backend } from "./test.setup";

/** Runs all that are left; gives what each page said. */
export async function migrate(t: Backend) {
  const pages = [];
  for (;;) {
    const progress = await t.mutation(internal.migrations.step, {});
    if (progress === null) return pages;
    pages.push(progress);
  }
}
