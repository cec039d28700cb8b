/** Planned failures of the provider, so that tests can show what the app does about them. */

/**
 * - `rateLimit`: 429 with Retry-After, nothing accepted.
 * - `serverError`: 500, nothing accepted.
 * - `dropAfterAccept`: the email is accepted, but the connection breaks before the answer.
 */
export type Fault =
  | { kind: "rateLimit"; retryAfterSeconds: number }
  | { kind: "serverError" }
  | { kind: "dropAfterAccept" };

/** The next sends fail as planned, one plan each, in order. */
export class FaultPlan {
  #planned: Fault[] = [];

  /** Replaces the plan. */
  set(faults: Fault[]): void {
    this.#planned = [...faults];
  }

  take(): Fault | null {
    return this.#planned.shift() ?? null;
  }
}

/** Reads a plan from JSON; null when it is not one. */
export function readFaults(value: unknown): Fault[] | null {
  if (!Array.isArray(value)) return null;
  const faults = value.map(readFault);
  return faults.every((fault) => fault !== null) ? faults : null;
}

function readFault(value: unknown): Fault | null {
  const { kind, retryAfterSeconds } = (value ?? {}) as Record<string, unknown>;
  if (kind === "serverError" || kind === "dropAfterAccept") return { kind };
  if (kind !== "rateLimit") return null;
  return { kind, retryAfterSeconds: Number(retryAfterSeconds ?? 1) };
}

/** An answer whose body breaks off: the caller cannot know whether the request was taken. */
export function brokenConnection(): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'));
    },
    pull(controller) {
      controller.error(new Error("planned fault: connection dropped after accepting"));
    },
  });
  return new Response(body, { status: 200, headers: { "content-type": "application/json" } });
}
