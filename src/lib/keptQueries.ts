import {
  type ConvexReactClient,
  type PaginatedQueryArgs,
  type PaginatedQueryItem,
  type PaginatedQueryReference,
  useConvex,
  type Watch,
} from "convex/react";
import type { FunctionReference } from "convex/server";
import { useEffect, useRef, useState } from "react";

/** Three rooms of the team: each keeps its pane, its notes and its turn. */
const MOST_KEPT = 9;
const KEPT_MS = 5 * 60_000;
/** By then a screen that came back has subscriptions of its own. */
const TAKEN_OVER_MS = 10_000;
/** The first page of a list, asked for apart from usePaginatedQuery: each use of that has pages of its own. */
const FIRST_PAGE = { numItems: 50, cursor: null };

type AnyWatch = Watch<unknown>;

/**
 * Queries that stay subscribed for a while after the screen that asked for them was left, so that coming back shows it
 * at once, as it is now. Responsible for: which ones, and for how long. Not for: what is on screen.
 * Holds: at most MOST_KEPT groups, the ones left last, each for KEPT_MS at most. Where access ends meanwhile, the
 * subscription says so like any other (G9).
 */
export class KeptQueries {
  readonly #stops = new Map<string, () => void>();

  /** Keeps `watches` under `name`, instead of what that name had. */
  keep(name: string, watches: readonly AnyWatch[]): void {
    const unsubscribe = watches.map((watch) => watch.onUpdate(() => {}));
    this.release(name);
    const timer = setTimeout(() => this.release(name), KEPT_MS);
    this.#stops.set(name, () => {
      clearTimeout(timer);
      for (const stop of unsubscribe) stop();
    });
    const [longest] = this.#stops.keys();
    if (this.#stops.size > MOST_KEPT && longest !== undefined) this.release(longest);
  }

  release(name: string): void {
    this.#stops.get(name)?.();
    this.#stops.delete(name);
  }
}

const keptBy = new WeakMap<ConvexReactClient, KeptQueries>();

function keptOf(convex: ConvexReactClient): KeptQueries {
  const kept = keptBy.get(convex) ?? new KeptQueries();
  keptBy.set(convex, kept);
  return kept;
}

/** Keeps the queries of a component that goes; `name` null: nothing of it is worth that. */
export function useKeptQueries(
  name: string | null,
  watches: (convex: ConvexReactClient) => AnyWatch[],
): void {
  const convex = useConvex();
  const now = useRef({ name, watches });
  useEffect(() => {
    now.current = { name, watches };
  });
  useEffect(() => {
    const kept = keptOf(convex);
    const timer = setTimeout(() => {
      if (now.current.name !== null) kept.release(now.current.name);
    }, TAKEN_OVER_MS);
    return () => {
      clearTimeout(timer);
      const last = now.current;
      if (last.name !== null) kept.keep(last.name, last.watches(convex));
    };
  }, [convex]);
}

/** What keeps the first page of a list. */
export function watchFirstPage<Query extends PaginatedQueryReference>(
  convex: ConvexReactClient,
  query: Query,
  args: PaginatedQueryArgs<Query>,
): AnyWatch {
  const all = { ...args, paginationOpts: FIRST_PAGE };
  return convex.watchQuery(query as FunctionReference<"query">, all);
}

type KeptPage<Query extends PaginatedQueryReference> = {
  page: PaginatedQueryItem<Query>[];
  isDone: boolean;
};

/** The first page that was kept when the component came; null: none. */
export function useKeptPage<Query extends PaginatedQueryReference>(
  query: Query,
  args: PaginatedQueryArgs<Query>,
): KeptPage<Query> | null {
  const convex = useConvex();
  const [page] = useState(() => {
    try {
      const result = watchFirstPage(convex, query, args).localQueryResult();
      return (result as KeptPage<Query> | undefined) ?? null;
    } catch {
      return null; // access ended meanwhile: the screen's own query says so
    }
  });
  return page;
}
