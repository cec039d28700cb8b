/** What running a function takes and gives: the joint between execution, sync, http and scheduler. */
import type { JSONValue } from "convex/values";
import type { CommitRecord, ReadSet, Timestamp } from "../database/types.ts";

/** The verified claims of a sign-in token, as `ctx.auth.getUserIdentity()` returns them. */
export type Identity = {
  tokenIdentifier: string;
  issuer: string;
  subject: string;
  [claim: string]: JSONValue | undefined;
};

export type FunctionKind = "query" | "mutation" | "action";

export type FunctionRequest = {
  /** "messages:list" (".js" and ":default" forms are canonicalised by the runner). */
  path: string;
  /** The argument object in Convex JSON (one object, not the array of the wire). */
  args: JSONValue;
  identity: Identity | null;
  /** "public" callers cannot tell an internal function from a missing one. */
  caller: "public" | "internal";
};

/** `message` is what the client may see (redacted in production); `data` is ConvexError data. */
export type FunctionFailure = {
  ok: false;
  errorMessage: string;
  errorData?: JSONValue;
  logLines: string[];
};

export type QuerySuccess = {
  ok: true;
  /** Convex JSON of the result, already serialised: share this very string. */
  resultJson: string;
  logLines: string[];
  /** End cursor bookkeeping of a paginated query; feed it to the next run of the same subscription. */
  journal: string | null;
};

export type QueryOutcome = (QuerySuccess | FunctionFailure) & {
  timestamp: Timestamp;
  readSet: ReadSet;
  /** True if this very run looked at ctx.auth: its result must never reach another identity. */
  observedIdentity: boolean;
};

export type MutationOutcome =
  | { ok: true; resultJson: string; logLines: string[]; timestamp: Timestamp }
  | FunctionFailure;

export type ActionOutcome = { ok: true; resultJson: string; logLines: string[] } | FunctionFailure;

/** Key under which a mutation is recorded in its own commit, so that a re-sent one runs once. */
export type SessionRequest = { sessionId: string; requestId: number };

/** Queries at one timestamp: nothing commits while the callback of `atSnapshot` runs. */
export interface Snapshot {
  readonly timestamp: Timestamp;
  runQuery(request: FunctionRequest & { journal: string | null }): Promise<QueryOutcome>;
}

export interface FunctionRunner {
  /**
   * Runs `work` exclusively: one snapshot, no mutation in between. Register read sets inside it.
   * Keep it short; it holds up every mutation.
   */
  atSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /** Resolves after fsync. Mutations run one at a time, in the order of the calls. */
  runMutation(request: FunctionRequest & { session?: SessionRequest }): Promise<MutationOutcome>;
  /** Runs outside the queue, concurrently. */
  runAction(request: FunctionRequest): Promise<ActionOutcome>;
  /** Is there a route for it in convex/http.ts? */
  hasHttpRoute(method: string, pathname: string): boolean;
  runHttpAction(request: Request, identity: Identity | null): Promise<Response>;
  /** "query" | "mutation" | "action" of a path, or null when `caller` may not know it. */
  kindOf(path: string, caller: "public" | "internal"): FunctionKind | null;
  /** Called after each commit is durable, in order. Returns a function that stops it. */
  onCommit(listener: (commit: CommitRecord) => void): () => void;
}
