import type { JSONValue } from "convex/values";

/**
 * Messages of Convex's sync protocol as npm convex 1.48.0 speaks it (src/browser/sync/protocol.ts).
 * Client messages are parsed strictly: what is not listed here closes the socket, because a guess
 * about a half-understood message could run a function with arguments nobody sent.
 */
export type ConnectMessage = {
  type: "Connect";
  sessionId: string;
  connectionCount: number;
  lastCloseReason: string | null;
  /** Highest commit timestamp that this client has seen, in ns. */
  maxObservedTimestamp: bigint | null;
  /** The client's clock in ms. */
  clientTs: number | null;
};

export type AuthenticateMessage = {
  type: "Authenticate";
  baseVersion: number;
  tokenType: "None" | "User" | "Admin";
  /** Empty for "None". */
  token: string;
  /** With an admin's token: the claims of whom functions should see instead. */
  impersonating: JSONValue | null;
};

export type AddQuery = {
  type: "Add";
  queryId: number;
  path: string;
  args: JSONValue;
  journal: string | null;
};

export type QueryModification = AddQuery | { type: "Remove"; queryId: number };

export type ModifyQuerySetMessage = {
  type: "ModifyQuerySet";
  baseVersion: number;
  newVersion: number;
  modifications: QueryModification[];
};

export type RequestMessage = {
  type: "Mutation" | "Action";
  requestId: number;
  path: string;
  args: JSONValue;
};

export type ClientMessage =
  | ConnectMessage
  | AuthenticateMessage
  | ModifyQuerySetMessage
  | RequestMessage
  | { type: "Event" };

/** Which state a socket's client has reached; each Transition leads from one to the next. */
export type StateVersion = { querySet: number; identity: number; ts: bigint };

/**
 * The peer broke the protocol. `fatal` says that reconnecting cannot help, so the client is told
 * with a FatalError and stops; otherwise the socket is closed with the code.
 */
export class ProtocolError extends Error {
  readonly code: string;
  readonly fatal: boolean;

  constructor(code: string, message: string, fatal = false) {
    super(message);
    this.name = "ProtocolError";
    this.code = code;
    this.fatal = fatal;
  }
}

const MAX_U32 = 2 ** 32 - 1;
const LONGEST_PATH = 1_024;
const SESSION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Parses one text frame of a client; throws ProtocolError for anything outside the protocol. */
export function parseClientMessage(text: string): ClientMessage {
  const message = asObject(parseJson(text), "message");
  switch (message.type) {
    case "Connect":
      return parseConnect(message);
    case "Authenticate":
      return parseAuthenticate(message);
    case "ModifyQuerySet":
      return {
        type: "ModifyQuerySet",
        baseVersion: asU32(message.baseVersion, "baseVersion"),
        newVersion: asU32(message.newVersion, "newVersion"),
        modifications: asArray(message.modifications, "modifications").map(parseModification),
      };
    case "Mutation":
    case "Action":
      return {
        type: message.type,
        requestId: asU32(message.requestId, "requestId"),
        ...parseCall(message),
      };
    case "Event":
      return { type: "Event" };
    default:
      throw invalid("type is unknown");
  }
}

function parseConnect(message: JSONObject): ConnectMessage {
  const sessionId = asString(message.sessionId, "sessionId");
  if (!SESSION_ID.test(sessionId)) throw invalid("sessionId is no UUID");
  const observed = message.maxObservedTimestamp;
  return {
    type: "Connect",
    sessionId,
    connectionCount: asU32(message.connectionCount, "connectionCount"),
    lastCloseReason:
      message.lastCloseReason == null ? null : asString(message.lastCloseReason, "lastCloseReason"),
    maxObservedTimestamp:
      observed == null ? null : decodeTimestamp(asString(observed, "maxObservedTimestamp")),
    clientTs: typeof message.clientTs === "number" ? message.clientTs : null,
  };
}

function parseAuthenticate(message: JSONObject): AuthenticateMessage {
  const { tokenType } = message;
  if (tokenType !== "None" && tokenType !== "User" && tokenType !== "Admin") {
    throw invalid("tokenType is unknown");
  }
  return {
    type: "Authenticate",
    baseVersion: asU32(message.baseVersion, "baseVersion"),
    tokenType,
    token: tokenType === "None" ? "" : asString(message.value, "value"),
    impersonating: message.impersonating ?? null,
  };
}

function parseModification(value: JSONValue): QueryModification {
  const modification = asObject(value, "modification");
  const queryId = asU32(modification.queryId, "queryId");
  if (modification.type === "Remove") return { type: "Remove", queryId };
  if (modification.type !== "Add") throw invalid("modification type is unknown");
  return {
    type: "Add",
    queryId,
    ...parseCall(modification),
    journal: modification.journal == null ? null : asString(modification.journal, "journal"),
  };
}

/** `componentPath` belongs to Convex components, which the embedded backend does not have. */
function parseCall(message: JSONObject): { path: string; args: JSONValue } {
  if (message.componentPath != null && message.componentPath !== "") {
    throw invalid("components are not supported");
  }
  const path = asString(message.udfPath, "udfPath");
  if (path.length > LONGEST_PATH) throw invalid("udfPath is too long");
  const args = asArray(message.args, "args");
  if (args.length > 1) throw invalid("args holds more than one value");
  return { path, args: asObject(args[0] ?? {}, "args") };
}

type JSONObject = { [key: string]: JSONValue | undefined };

function parseJson(text: string): JSONValue {
  try {
    return JSON.parse(text) as JSONValue;
  } catch {
    throw invalid("not JSON");
  }
}

function invalid(reason: string): ProtocolError {
  return new ProtocolError("InvalidMessage", reason);
}

function asObject(value: JSONValue | undefined, name: string): { [key: string]: JSONValue } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid(`${name} is no object`);
  }
  return value as { [key: string]: JSONValue };
}

function asArray(value: JSONValue | undefined, name: string): JSONValue[] {
  if (!Array.isArray(value)) throw invalid(`${name} is no array`);
  return value;
}

function asString(value: JSONValue | undefined, name: string): string {
  if (typeof value !== "string") throw invalid(`${name} is no string`);
  return value;
}

function asU32(value: JSONValue | undefined, name: string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > MAX_U32) {
    throw invalid(`${name} is no unsigned 32-bit integer`);
  }
  return value;
}

/** Timestamps travel as base64 of eight little-endian bytes, because JSON numbers stop at 2^53. */
export function encodeTimestamp(timestamp: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(timestamp);
  return bytes.toString("base64");
}

/** Reverse of encodeTimestamp; throws ProtocolError unless it is exactly eight bytes. */
export function decodeTimestamp(encoded: string): bigint {
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.length !== 8) throw invalid("timestamp is not eight bytes");
  return bytes.readBigUInt64LE();
}
