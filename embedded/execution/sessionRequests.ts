/**
 * Exactly-once for mutations over the socket (G2): a client sends a mutation again when the
 * connection broke before its answer, so the answer is kept in the very commit that it is about.
 */
import type { StoredDocument, Transaction } from "../database/types.ts";
import { BadCall } from "./failures.ts";
import type { Identity, SessionRequest } from "./types.ts";

const TABLE = "_session_requests";

/** Convex keeps them as long; no client waits longer for an answer. */
export const SESSION_REQUEST_LIFETIME_MS = 14 * 24 * 60 * 60 * 1000;

/** The record is a document, and a document has at most 1 MiB. */
const MAX_RESULT_CHARACTERS = 900_000;

type RequestRecord = StoredDocument & {
  sessionId: string;
  requestId: number;
  path: string;
  caller: string | null;
  result: string;
};

/** Who sent it, and which function it was for. */
export type RequestOwner = { path: string; identity: Identity | null };

/**
 * The result of an earlier run of the same request, null if there was none. Throws BadCall when
 * the request was somebody else's or for another function: then it is no repetition, and its
 * result is none of this caller's business.
 */
export function findEarlierResult(
  transaction: Transaction,
  session: SessionRequest,
  owner: RequestOwner,
): string | null {
  const cursor = transaction.query({
    source: {
      type: "IndexRange",
      tableName: TABLE,
      indexName: "by_request",
      range: [
        { type: "Eq", fieldPath: "sessionId", value: session.sessionId },
        { type: "Eq", fieldPath: "requestId", value: session.requestId },
      ],
      order: "asc",
    },
    operators: [],
  });
  const record = cursor.next() as RequestRecord | null;
  cursor.close();
  if (record === null) return null;
  if (record.path !== owner.path || record.caller !== callerOf(owner)) {
    throw new BadCall("This request id was already used for another request.");
  }
  return record.result;
}

/** Adds the record to the mutation's own transaction. */
export function recordResult(
  transaction: Transaction,
  session: SessionRequest,
  owner: RequestOwner,
  result: string,
): void {
  if (result.length > MAX_RESULT_CHARACTERS) {
    throw new Error(`${owner.path} returned more than a mutation over the socket may (900 kB).`);
  }
  const { sessionId, requestId } = session;
  const { path } = owner;
  transaction.insert(TABLE, { sessionId, requestId, path, caller: callerOf(owner), result });
}

/** Removes up to `limit` records that nobody can ask for any more; gives how many it removed. */
export function sweepSessionRequests(transaction: Transaction, now: number, limit: number): number {
  const before = now - SESSION_REQUEST_LIFETIME_MS;
  const cursor = transaction.query({
    source: {
      type: "IndexRange",
      tableName: TABLE,
      indexName: "by_creation_time",
      range: [{ type: "Lt", fieldPath: "_creationTime", value: before }],
      order: "asc",
    },
    operators: [{ limit }],
  });
  const old: string[] = [];
  for (let next = cursor.next(); next !== null; next = cursor.next()) old.push(next._id);
  cursor.close();
  for (const id of old) transaction.delete(TABLE, id);
  return old.length;
}

function callerOf(owner: RequestOwner): string | null {
  return owner.identity?.tokenIdentifier ?? null;
}
