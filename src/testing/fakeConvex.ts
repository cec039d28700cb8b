import { convexToJson, type Value } from "convex/values";
import { getFunctionName, type FunctionReference } from "convex/server";
import type { ConvexReactClient } from "convex/react";

type Answer = (args: Record<string, Value>) => unknown;
type AnyReference = FunctionReference<"query" | "mutation">;

/**
 * A Convex client for component tests: answers queries from a table of functions and records mutations.
 * Responsible for: the part of ConvexReactClient that convex/react's hooks call. Not responsible for: sync,
 * optimistic updates of the real client, permissions.
 * Holds: an unanswered query is loading; an answer that throws is a query error.
 */
export class FakeConvex {
  readonly calls: { name: string; args: Record<string, Value> }[] = [];
  private readonly queries = new Map<string, Answer>();
  private readonly mutations = new Map<string, (args: Record<string, Value>) => Promise<unknown>>();
  private readonly listeners = new Set<() => void>();
  private readonly connectionListeners = new Set<() => void>();
  private results = new Map<string, { value: unknown } | { error: unknown }>();
  private connection = { isWebSocketConnected: true, hasEverConnected: true };

  /** This fake where a real client is asked for (`<ConvexProvider client={fake.client}>`). */
  get client(): ConvexReactClient {
    return this as unknown as ConvexReactClient;
  }

  /** Sets what a query answers: a value, or a function of its arguments that may throw a ConvexError. */
  answer(query: AnyReference, answer: unknown): this {
    const fn = typeof answer === "function" ? (answer as Answer) : () => answer;
    this.queries.set(getFunctionName(query), fn);
    this.results = new Map();
    for (const listener of this.listeners) listener();
    return this;
  }

  /** Sets what a mutation does; without one it answers null. */
  onMutation(mutation: AnyReference, run: (args: never) => Promise<unknown>): this {
    this.mutations.set(getFunctionName(mutation), run as (args: unknown) => Promise<unknown>);
    return this;
  }

  /** The arguments of every call of one mutation, oldest first. */
  callsOf(mutation: AnyReference): Record<string, Value>[] {
    const name = getFunctionName(mutation);
    return this.calls.filter((call) => call.name === name).map((call) => call.args);
  }

  /** Drops or restores the connection. */
  setConnected(isWebSocketConnected: boolean): void {
    this.connection = { ...this.connection, isWebSocketConnected };
    for (const listener of this.connectionListeners) listener();
  }

  // ---- what convex/react calls ----
  readonly logger = { warn: () => {}, log: () => {}, error: () => {}, logVerbose: () => {} };

  watchQuery(query: AnyReference, args: Record<string, Value> = {}) {
    const name = getFunctionName(query);
    return {
      onUpdate: (callback: () => void) => {
        this.listeners.add(callback);
        return () => this.listeners.delete(callback);
      },
      localQueryResult: () => this.read(name, args),
      journal: () => undefined,
    };
  }

  /** Asked once; without an answer it never comes. */
  async query(reference: AnyReference, args: Record<string, Value> = {}): Promise<unknown> {
    const value = this.read(getFunctionName(reference), args);
    return value === undefined ? await new Promise(() => {}) : value;
  }

  async mutation(reference: AnyReference, args: Record<string, Value> = {}): Promise<unknown> {
    const name = getFunctionName(reference);
    this.calls.push({ name, args });
    return (await this.mutations.get(name)?.(args)) ?? null;
  }

  connectionState() {
    return this.connection;
  }

  subscribeToConnectionState(callback: () => void): () => void {
    this.connectionListeners.add(callback);
    return () => this.connectionListeners.delete(callback);
  }

  setAuth(
    fetchToken: (args: { forceRefreshToken: boolean }) => Promise<string | null>,
    onChange: (isAuthenticated: boolean) => void,
  ): void {
    void fetchToken({ forceRefreshToken: false }).then((token) => onChange(token !== null));
  }

  clearAuth(): void {}

  private read(name: string, args: Record<string, Value>): unknown {
    const answer = this.queries.get(name);
    if (answer === undefined) return undefined;
    const key = `${name}|${JSON.stringify(convexToJson(withoutPageId(args)))}`;
    let result = this.results.get(key);
    if (result === undefined) {
      result = run(answer, args);
      this.results.set(key, result);
    }
    if ("error" in result) throw result.error;
    return result.value;
  }
}

function run(answer: Answer, args: Record<string, Value>): { value: unknown } | { error: unknown } {
  try {
    return { value: answer(args) };
  } catch (error) {
    return { error };
  }
}

/** usePaginatedQuery puts a fresh `id` into paginationOpts at every mount; it says nothing about the answer. */
function withoutPageId(args: Record<string, Value>): Record<string, Value> {
  const options = args["paginationOpts"];
  if (typeof options !== "object" || options === null || Array.isArray(options)) return args;
  const { id: _, ...rest } = options as Record<string, Value>;
  return { ...args, paginationOpts: rest };
}
