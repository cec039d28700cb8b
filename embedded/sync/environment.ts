import type { JSONValue } from "convex/values";
import type { SessionIdentity } from "../auth/sessionIdentity.ts";
import type { TokenVerifier } from "../auth/tokenVerifier.ts";
import type { Clock } from "../clock.ts";
import type { Limits } from "../config.ts";
import type { Log } from "../execution/log.ts";
import type { FunctionRunner, Snapshot } from "../execution/types.ts";
import type { Connection } from "./connection.ts";
import type { QueryCache } from "./queryCache.ts";

/** What a socket with the admin key uses in place of what all others share. */
export interface AdminDoor {
  /** Who the token speaks for, perhaps in somebody's place; null for a wrong one. */
  enter(token: string, impersonating: JSONValue | null): SessionIdentity | null;
  readonly runner: FunctionRunner & { viewOf(snapshot: Snapshot): Snapshot };
  /** No result in it ever reaches anybody without the key. */
  readonly cache: QueryCache;
}

/** What all connections of a process share. */
export type ConnectionEnvironment = {
  runner: FunctionRunner;
  cache: QueryCache;
  verifier: TokenVerifier;
  clock: Clock;
  limits: Limits;
  /** Asks for `beginUpdate` soon. */
  scheduleUpdate: (connection: Connection) => void;
  log: Log;
};
