/** Calls between the bench and its processes: a request, one answer, over Node's IPC. */
import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";

export type Methods = Record<string, (params: never) => unknown>;
type Request = { id: number; method: string; params: unknown };
type Answer = { id: number; result?: unknown; error?: string };

/** In a child: answers the parent's calls until the parent goes. */
export function answerCalls(methods: Methods): void {
  process.on("message", ({ id, method, params }: Request) => {
    const run = async () => await methods[method]?.(params as never);
    const reply = (answer: Answer) => process.send?.(answer);
    run().then(
      (result) => reply({ id, result }),
      (error: unknown) =>
        reply({ id, error: error instanceof Error ? error.stack! : String(error) }),
    );
  });
  process.on("disconnect", () => process.exit(0));
}

/**
 * A process that the bench started. Responsible for pairing answers with calls: when the process
 * ends, calls without an answer fail instead of waiting for ever.
 */
export class BenchProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve: (r: never) => void; reject: (e: Error) => void }
  >();
  readonly #exited: Promise<void>;
  #nextId = 1;

  /** `nodeOptions` are for the process itself, such as `--cpu-prof`. */
  constructor(programs: string, name: string, nodeOptions: string[] = []) {
    this.#child = fork(join(programs, `${name}.mjs`), [], { execArgv: nodeOptions });
    this.#child.on("message", (message) => this.#take(message as Answer));
    this.#exited = new Promise((resolve) => {
      this.#child.on("exit", (code) => {
        for (const { reject } of this.#waiting.values()) {
          reject(new Error(`${name} ended with code ${code}.`));
        }
        resolve();
      });
    });
  }

  /** Runs a method in the process and gives its result; rejects with what it threw. */
  call<T>(method: string, params: unknown = {}): Promise<T> {
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, method, params } satisfies Request);
    });
  }

  /** Lets the process end by itself, and resolves when it has. */
  async end(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    await this.#exited;
  }

  #take({ id, result, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error !== undefined) waiting?.reject(new Error(error));
    else waiting?.resolve(result as never);
  }
}
