import { performance } from "node:perf_hooks";
import type { FunctionRunner } from "../execution/types.ts";
import type { Connection, PreparedUpdate } from "./connection.ts";
import { TransitionFrames } from "./transitionFrame.ts";

/**
 * A snapshot holds up every mutation, and nothing is sent before its end, so a large fan-out is cut into
 * pieces of this length. A piece costs a few microseconds and the frames that it shares with nobody else.
 */
const SNAPSHOT_BUDGET_MS = 3;

type Ready = { connection: Connection; prepared: PreparedUpdate };

/**
 * Brings connections up to date, many per snapshot, so that each query runs once for all of them.
 * Responsible for the rhythm: who is due and for how long a snapshot may last. It counts on the
 * runner answering a writer before the commit is announced and before any snapshot sees it: a
 * Transition that overtook the response would make the client's optimistic update flicker.
 *
 * Invariant: a connection that was scheduled is either in `#due` or in the batch under way, until
 * it had its chance; one scheduled again during the batch gets another.
 */
export class Updater {
  readonly #runner: FunctionRunner;
  readonly #due = new Set<Connection>();
  readonly #chunkCharacters: number | undefined;
  #running: Promise<void> | null = null;

  constructor(runner: FunctionRunner, chunkCharacters?: number) {
    this.#runner = runner;
    this.#chunkCharacters = chunkCharacters;
  }

  schedule(connection: Connection): void {
    this.#due.add(connection);
    this.#running ??= this.#run();
  }

  /** Resolves when nothing is due any more. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#due.size > 0) await this.#updateBatch();
    this.#running = null;
  }

  async #updateBatch(): Promise<void> {
    let ready: Ready[] = [];
    try {
      ready = await this.#runner.atSnapshot((snapshot) => this.#prepare(snapshot));
    } catch (error) {
      for (const connection of this.#due) connection.abort(error);
      this.#due.clear();
    }
    const frames = new TransitionFrames(this.#chunkCharacters);
    for (const { connection, prepared } of ready) connection.finishUpdate(prepared, frames);
  }

  async #prepare(snapshot: Parameters<Connection["prepareUpdate"]>[0]): Promise<Ready[]> {
    const ready: Ready[] = [];
    const deadline = performance.now() + SNAPSHOT_BUDGET_MS;
    // A copy: one that is scheduled again while it is being prepared must stay due for the next
    // batch, and going over the set itself would come to it again right now.
    for (const connection of [...this.#due]) {
      this.#due.delete(connection);
      try {
        const prepared = await connection.prepareUpdate(snapshot);
        if (prepared !== null) ready.push({ connection, prepared });
      } catch (error) {
        connection.abort(error);
      }
      if (performance.now() > deadline) break;
    }
    return ready;
  }
}
