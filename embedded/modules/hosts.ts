/**
 * What bundled functions see in place of Node's globals.
 *
 * Each `convex/` folder is bundled twice: queries and mutations run from one copy, actions from
 * another, as they would in separate isolates. That is why a guard never has to guess on whose
 * behalf it is called: actions run concurrently, but queries and mutations one at a time, so "the
 * current run" of the transaction host is a plain variable.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

import type { Clock } from "../clock.ts";
import { HOSTS_PROPERTY } from "./bundle.ts";
import { makeConsole, type ConsoleSink } from "./console.ts";

/** The part of a query or mutation run that its guards need. */
export type RunGuards = {
  /** What `Date.now()` answers for the whole run, in ms. */
  now: number;
  /** In place of Math.random: [0, 1). */
  random: () => number;
  console: ConsoleSink;
  /** Set once the run has asked for the time or a random number, or has written a line. */
  isParticular: boolean;
};

type HostGlobals = Record<string, unknown> & { env: Record<string, string | undefined> };

/** The globals of queries and mutations; the runner sets `current` for the time of one run. */
export class TransactionHost {
  current: RunGuards | null = null;
  readonly globals: HostGlobals;

  constructor(env: Record<string, string | undefined>, fallback: ConsoleSink) {
    const forbidden = (name: string) => () => {
      const where = this.current === null ? "while modules are loaded" : "in queries and mutations";
      throw new Error(`${name} is not available ${where}: use an action.`);
    };
    const particular = () => {
      if (this.current !== null) this.current.isParticular = true;
      return this.current;
    };
    this.globals = {
      env,
      Date: makeDate(() => particular()?.now ?? Date.now()),
      random: () => particular()?.random() ?? Math.random(),
      console: makeConsole(() => particular()?.console ?? fallback),
      fetch: forbidden("fetch()"),
      setTimeout: forbidden("setTimeout()"),
      setInterval: forbidden("setInterval()"),
      setImmediate: forbidden("setImmediate()"),
      WebSocket: forbidden("WebSocket"),
      EventSource: forbidden("EventSource"),
    };
  }
}

/** The globals of actions and HTTP actions: real, except that time comes from the clock. */
export class ActionHost {
  readonly globals: HostGlobals;
  readonly #consoles = new AsyncLocalStorage<ConsoleSink>();
  #followed = 0;

  constructor(env: Record<string, string | undefined>, clock: Clock, fallback: ConsoleSink) {
    this.globals = {
      env,
      Date: makeDate(() => clock.now()),
      random: Math.random,
      console: makeConsole(() => this.#consoles.getStore() ?? fallback),
      fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
      setTimeout,
      setInterval,
      setImmediate,
      WebSocket: globalThis.WebSocket,
      EventSource: (globalThis as { EventSource?: unknown }).EventSource,
    };
  }

  /**
   * Runs `work` so that its console lines reach `sink`. Following an action through its awaits
   * costs every promise of the process a little, so it is only done where somebody reads the lines,
   * and only while such an action runs.
   */
  async withConsole<T>(sink: ConsoleSink, work: () => Promise<T>): Promise<T> {
    this.#followed += 1;
    try {
      return await this.#consoles.run(sink, work);
    } finally {
      this.#followed -= 1;
      if (this.#followed === 0) this.#consoles.disable();
    }
  }
}

/** Shared by every copy of this module in the process, since bundled code looks it up by name. */
const shared = globalThis as { [HOSTS_PROPERTY]?: Map<string, HostGlobals> };
const hosts = (shared[HOSTS_PROPERTY] ??= new Map());

/** Makes a host reachable for bundled code. `release` must wait until that code no longer runs. */
export function registerHost(globals: HostGlobals): { key: string; release: () => void } {
  const key = randomUUID();
  hosts.set(key, globals);
  return { key, release: () => void hosts.delete(key) };
}

/** A Date whose "now" is `now()`; `instanceof Date` and subclasses keep working on both sides. */
function makeDate(now: () => number): DateConstructor {
  function BackendDate(...args: []): Date | string {
    if (new.target === undefined) return new Date(now()).toString();
    const given = args.length === 0 ? ([now()] as unknown as []) : args;
    return Reflect.construct(Date, given, new.target) as Date;
  }
  BackendDate.prototype = Date.prototype;
  return Object.assign(BackendDate, { now, parse: Date.parse, UTC: Date.UTC }) as never;
}
