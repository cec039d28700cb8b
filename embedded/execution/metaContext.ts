/** `ctx.meta`: what a function may ask about itself. */
import type { TransactionUsage } from "../database/types.ts";
import { displayPath } from "../modules/functionPath.ts";
import type { FunctionCall } from "./scope.ts";

/** Convex's limits for one query or mutation, which the database enforces. */
const LIMITS = {
  bytesRead: 16 * 1024 * 1024,
  bytesWritten: 16 * 1024 * 1024,
  rangesRead: 4096,
  documentsRead: 32_000,
  documentsWritten: 16_000,
} satisfies TransactionUsage;

/** Ask for a run's own name, its use of the limits, and what it reads from. */
export function metaContext(call: FunctionCall): Record<string, unknown> {
  const { scope } = call;
  const common = {
    ...aboutFunction(call),
    getTransactionMetrics: async () => metrics(call.transaction.usage()),
    getSnapshotTs: () => call.transaction.snapshot,
  };
  if (call.kind === "query") return common;
  return {
    ...common,
    getRequestMetadata: async () => requestMetadata(String(scope.requestId), scope.scheduledJobId),
  };
}

/** The part of `ctx.meta` that every kind of function has. */
export function aboutFunction(target: {
  path: string;
  kind: "query" | "mutation" | "action";
  visibility: "public" | "internal";
}): Record<string, unknown> {
  const { kind, visibility } = target;
  const name = () => displayPath(target.path).replace(".js:", ":");
  return {
    getFunctionMetadata: async () => ({ name: name(), componentPath: "", type: kind, visibility }),
    getDeploymentMetadata: async () => ({ name: "embedded", region: null, class: "s16" }),
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
