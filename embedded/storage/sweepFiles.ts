/** Brings the files folder in line with the table, before anybody can upload. */
import type { Log } from "../execution/log.ts";
import type { Transactions } from "../execution/transactions.ts";
import { listFileNames } from "./fileRows.ts";
import type { FileStore } from "./fileStore.ts";

/** Rows read in one transaction, far below its limits. */
const BATCH = 2_000;

/** Removes bytes that a crash left without a row; reports rows whose bytes are gone. */
export async function sweepFiles(
  transactions: Transactions,
  files: FileStore,
  log: Log,
): Promise<void> {
  const named = new Set<string>();
  for (let after: number | null = -1; after !== null; ) {
    const from: number = after;
    const page = await transactions.inspect((transaction) =>
      listFileNames(transaction, from, BATCH),
    );
    for (const name of page.names) named.add(name);
    after = page.last;
  }
  const missing = await files.sweep(named);
  if (missing.length > 0) log.error(`${missing.length} stored files have lost their bytes.`);
}
