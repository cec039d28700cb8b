/** Answers `GET /healthz`, for proxies, containers and whoever watches from outside. */

export const HEALTH_PATH = "/healthz";

/** A database that has not answered for so long does not answer. */
const USUAL_TIMEOUT_MS = 2_000;

type Phase = "starting" | "ready" | "stopping";

/**
 * Whether work should be sent here. Knows the phase of the process, which its composer tells, and asks
 * the database each time. Says nothing else, so anybody may ask.
 */
export class Health {
  #phase: Phase = "starting";
  readonly #ask: () => Promise<unknown>;
  readonly #timeoutMs: number;

  /** @param ask resolves when the database answers. */
  constructor(ask: () => Promise<unknown>, timeoutMs = USUAL_TIMEOUT_MS) {
    this.#ask = ask;
    this.#timeoutMs = timeoutMs;
  }

  get isStopping(): boolean {
    return this.#phase === "stopping";
  }

  enter(phase: Exclude<Phase, "starting">): void {
    this.#phase = phase;
  }

  /** 200 when it is ready and the database answers; else 503 with the reason in a word. */
  async respond(): Promise<Response> {
    const status = this.#phase === "ready" ? await this.#databaseStatus() : this.#phase;
    return Response.json(
      { status },
      { status: status === "ok" ? 200 : 503, headers: { "Cache-Control": "no-store" } },
    );
  }

  async #databaseStatus(): Promise<"ok" | "failing"> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"failing">((resolve) => {
      timer = setTimeout(() => resolve("failing"), this.#timeoutMs);
    });
    try {
      return await Promise.race([this.#ask().then(() => "ok" as const), late]);
    } catch {
      return "failing";
    } finally {
      clearTimeout(timer);
    }
  }
}
