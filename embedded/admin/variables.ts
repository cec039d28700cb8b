/**
 * Variables that functions see, set while everything runs. They lie in a table of the database, so
 * that they outlive a restart and come with a backup; those that the start itself gives stay its own.
 */
import type { StoredDocument, Transaction } from "../database/types.ts";
import type { Transactions } from "../execution/transactions.ts";
import { VARIABLES_TABLE } from "../execution/systemDocuments.ts";

export type Environment = Record<string, string | undefined>;
export type VariableChange = { name: string; value: string | null };

type VariableRow = StoredDocument & { name: string; value: string };

/** Convex's limits. */
const MOST_VARIABLES = 100;
const LONGEST_VALUE_CHARACTERS = 8_192;
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

/** A change that cannot be made; the message says why. */
export class VariableRefused extends Error {
  override name = "VariableRefused";
}

/** Responsible for `environment` (what functions see) being the given variables and those set later. */
export class Variables {
  readonly #environment: Environment;
  readonly #given: ReadonlySet<string>;

  /** `environment` holds what the start gives; it is kept by reference and changed. */
  constructor(environment: Environment) {
    this.#environment = environment;
    this.#given = new Set(Object.keys(environment));
  }

  /** Makes functions see what was set in an earlier life. */
  async load(transactions: Transactions): Promise<void> {
    const rows = await transactions.inspect(readRows);
    for (const { name, value } of rows) if (!this.#given.has(name)) this.#environment[name] = value;
  }

  /** Every variable by name, for a query: what is set later enters its read set. */
  list(transaction: Transaction): { name: string; value: string }[] {
    readRows(transaction);
    return Object.entries(this.#environment)
      .flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Makes all changes or none; null removes. Throws VariableRefused. */
  async change(transactions: Transactions, changes: readonly VariableChange[]): Promise<void> {
    for (const change of changes) this.#check(change);
    if (new Set(changes.map(({ name }) => name)).size < changes.length) {
      throw new VariableRefused("A variable can be changed only once at a time.");
    }
    await transactions.system((transaction) => {
      const rows = new Map(readRows(transaction).map((row) => [row.name, row]));
      for (const { name, value } of changes) {
        const row = rows.get(name);
        if (value === null && row !== undefined) transaction.delete(VARIABLES_TABLE, row._id);
        else if (value !== null && row === undefined) {
          transaction.insert(VARIABLES_TABLE, { name, value });
        } else if (value !== null) transaction.patch(VARIABLES_TABLE, row!._id, { value });
      }
      if (readRows(transaction).length > MOST_VARIABLES) {
        throw new VariableRefused(`There can be at most ${MOST_VARIABLES} variables.`);
      }
    });
    for (const { name, value } of changes) {
      if (value === null) delete this.#environment[name];
      else this.#environment[name] = value;
    }
  }

  #check({ name, value }: VariableChange): void {
    if (!NAME.test(name)) throw new VariableRefused(`"${name}" is no name of a variable.`);
    if (this.#given.has(name)) {
      throw new VariableRefused(`${name} comes from the settings of the start: change it there.`);
    }
    if (value !== null && value.length > LONGEST_VALUE_CHARACTERS) {
      throw new VariableRefused(`The value of ${name} is too long.`);
    }
  }
}

function readRows(transaction: Transaction): VariableRow[] {
  const source = { type: "FullTableScan", tableName: VARIABLES_TABLE, order: "asc" } as const;
  return transaction.collect({ source, operators: [] }) as VariableRow[];
}
