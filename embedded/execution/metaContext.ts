/** `ctx.meta`: what a function may ask about itself. */
import type { TransactionUsage } from "../database/types.ts";
import { displayPath } from "../modules/functionPath.ts";
import type { FunctionCall, TransactionScope } from "./scope.ts";

/** Convex's limits for one query or mutation, which the database enforces. */
const LIMITS = {
  bytesRead: 16 * 1024 * 1024,
  bytesWritten: 16 * 1024 * 1024,
  rangesRead: 4096,
  documentsRead: 32_000,
  documentsWritten: 16_000,
} satisfies TransactionUsage;

/** Ask for a run's own name, its use of the limits, and what it reads from. */
export function metaContext(call: FunctionCall): RunMeta {
  return call.kind === "query" ? new RunMeta(call) : new MutationMeta(call);
}

/** A class, since each run has one and few look at it: its methods are made once for all. */
class RunMeta {
  readonly #call: FunctionCall;

  constructor(call: FunctionCall) {
    this.#call = call;
  }

  async getFunctionMetadata() {
    return functionMetadata(this.#call);
  }

  async getDeploymentMetadata() {
    return DEPLOYMENT;
  }

  async getTransactionMetrics() {
    this.#call.noteParticular();
    return metrics(this.#call.transaction.usage());
  }

  getSnapshotTs() {
    this.#call.noteParticular();
    return this.#call.transaction.snapshot;
  }
}

class MutationMeta extends RunMeta {
  readonly #scope: TransactionScope;

  constructor(call: FunctionCall) {
    super(call);
    this.#scope = call.scope;
  }

  async getRequestMetadata() {
    return requestMetadata(String(this.#scope.requestId), this.#scope.scheduledJobId);
  }
}

type Described = {
  path: string;
  kind: "query" | "mutation" | "action";
  visibility: "public" | "internal";
};

function functionMetadata({ path, kind, visibility }: Described) {
  const name = displayPath(path).replace(".js:", ":");
  return { name, componentPath: "", type: kind, visibility };
}

const DEPLOYMENT = { name: "embedded", region: null, class: "s16" };

/** The part of `ctx.meta` that every kind of function has. */
export function aboutFunction(target: Described): Record<string, unknown> {
  return {
    getFunctionMetadata: async () => functionMetadata(target),
    getDeploymentMetadata: async () => DEPLOYMENT,
  };
}

/** Addresses and tokens of callers are not handed to functions. */
export function requestMetadata(requestId: string, scheduledFunctionId: string | null) {
  return { ip: null, userAgent: null, requestId, scheduledFunctionId, authToken: null };
}

function metrics(usage: TransactionUsage) {
  const metric = (used: number, limit: number) => ({ used, remaining: Math.max(0, limit - used) });
  return {
    bytesRead: metric(usage.bytesRead, LIMITS.bytesRead),
    bytesWritten: metric(usage.bytesWritten, LIMITS.bytesWritten),
    databaseQueries: metric(usage.rangesRead, LIMITS.rangesRead),
    documentsRead: metric(usage.documentsRead, LIMITS.documentsRead),
    documentsWritten: metric(usage.documentsWritten, LIMITS.documentsWritten),
  };
}
