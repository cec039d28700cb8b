/**
 * Exactly-once for mutations over the socket (G2): a client sends a mutation again when the
 * connection broke before its answer, so the answer is kept in the very commit that it is about.
 */
import type { Timestamp, Transaction } from "../database/types.ts";
import { BadCall } from "./failures.ts";
import type { Identity, SessionRequest } from "./types.ts";

/** Convex keeps them as long; no client waits longer for an answer. */
export const SESSION_REQUEST_LIFETIME_MS = 14 * 24 * 60 * 60 * 1000;

/** A screen that wants more than this from one deed has made a mistake; it is kept for two weeks. */
const MAX_RESULT_CHARACTERS = 900_000;

/** What the first run of a request gave, and when it was committed. */
export type EarlierResult = { result: string; timestamp: Timestamp };

/** Who sent it, and which function it was for. */
export type RequestOwner = { path: string; identity: Identity | null };

/** Sessions remembered at most; of a forgotten one the database is asked again. */
const MOST_SESSIONS = 20_000;

/**
 * Responsible for finding and keeping the answers of requests. A session counts its requests upwards,
 * so one above all that may be recorded is new, and nothing has to be looked up for it.
 *
 * Invariant: no record of a remembered session has a request id above the one remembered.
 */
export class SessionRequests {
  readonly #highest = new Map<string, number>();

  /**
   * The result of an earlier run of the same request, null if there was none. Throws BadCall when
   * the request was somebody else's or for another function: then it is no repetition, and its
   * result is none of this caller's business.
   */
  findEarlier(
    transaction: Transaction,
    session: SessionRequest,
    owner: RequestOwner,
  ): EarlierResult | null {
    const { sessionId, requestId } = session;
    if (requestId > this.#highestOf(transaction, sessionId)) return null;
    const record = transaction.requests.find(session);
    if (record === null) return null;
    if (record.path !== owner.path || record.caller !== callerOf(owner)) {
      throw new BadCall("This request id was already used for another request.");
    }
    return record;
  }

  /** Adds the record to the mutation's own transaction. */
  record(
    transaction: Transaction,
    session: SessionRequest,
    owner: RequestOwner,
    result: string,
  ): void {
    if (result.length > MAX_RESULT_CHARACTERS) {
      throw new Error(`${owner.path} returned more than a mutation over the socket may (900 kB).`);
    }
    const { sessionId, requestId } = session;
    const timestamp = transaction.reserveTimestamp();
    const { path } = owner;
    const caller = callerOf(owner);
    transaction.requests.add({ sessionId, requestId, path, caller, result, timestamp });
    // Should the commit be undone, this is too high, which costs a look and nothing else.
    this.#remember(sessionId, Math.max(requestId, this.#highest.get(sessionId) ?? -1));
  }

  #highestOf(transaction: Transaction, sessionId: string): number {
    const known = this.#highest.get(sessionId);
    if (known !== undefined) return known;
    const highest = transaction.requests.highest(sessionId) ?? -1;
    this.#remember(sessionId, highest);
    return highest;
  }

  #remember(sessionId: string, highest: number): void {
    if (this.#highest.size >= MOST_SESSIONS) this.#highest.clear();
    this.#highest.set(sessionId, highest);
  }
}

/** Removes up to `limit` records that nobody can ask for any more; gives how many it removed. */
export function sweepSessionRequests(transaction: Transaction, now: number, limit: number): number {
  return transaction.requests.removeBefore(now - SESSION_REQUEST_LIFETIME_MS, limit);
}

function callerOf(owner: RequestOwner): string | null {
  return owner.identity?.tokenIdentifier ?? null;
}
