import type { TokenVerifier } from "../auth/tokenVerifier.ts";
import type { Clock } from "../clock.ts";
import type { Limits } from "../config.ts";
import type { Log } from "../execution/log.ts";
import type { FunctionRunner } from "../execution/types.ts";
import type { Connection } from "./connection.ts";
import type { QueryCache } from "./queryCache.ts";

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
