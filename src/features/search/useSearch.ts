import type { ConvexReactClient } from "convex/react";
import { useConvex } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { SearchArgs } from "./parseSearch";

export type SearchResults = FunctionReturnType<typeof api.search.messages>;
export type SearchGroup = SearchResults["groups"][number];

/** `args`: what the results are the answer to. */
export type SearchState =
  | { status: "idle" }
  | { status: "searching"; earlier: SearchResults | null }
  /** `problem`: why there are no more of them yet. */
  | { status: "done"; results: SearchResults; problem: unknown }
  | { status: "failed"; error: unknown };

type Wish = FunctionArgs<typeof api.search.begin>;

const TYPING_PAUSE_MS = 200;

async function ask(convex: ConvexReactClient, wish: Wish): Promise<SearchResults> {
  const searchId = await convex.mutation(api.search.begin, wish);
  return await convex.query(api.search.messages, { searchId });
}

/**
 * The results for `args`, asked for once typing pauses. Asked once each, not subscribed to: a search
 * of fifty rooms that ran again with every message in them would cost more than it tells.
 */
export function useSearch(args: SearchArgs | null) {
  const convex = useConvex();
  const [state, setState] = useState<SearchState>({ status: "idle" });
  const [attempt, setAttempt] = useState(0);
  const asked = args === null ? null : JSON.stringify(args);

  useEffect(() => {
    let isCurrent = true;
    const run = async () => {
      if (asked === null) return setState({ status: "idle" });
      setState((now) => ({
        status: "searching",
        earlier: now.status === "done" ? now.results : null,
      }));
      try {
        const results = await ask(convex, { ...(JSON.parse(asked) as SearchArgs), cursor: null });
        if (isCurrent) setState({ status: "done", results, problem: null });
      } catch (error) {
        if (isCurrent) setState({ status: "failed", error });
      }
    };
    const timer = setTimeout(() => void run(), asked === null ? 0 : TYPING_PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [convex, asked, attempt]);

  /** Asks for more of what is shown; a refusal leaves that as it is. */
  const goOn = useCallback(
    async (
      more: Partial<Wish>,
      joined: (now: SearchResults, found: SearchResults) => SearchResults,
    ) => {
      if (args === null || state.status !== "done") return;
      const show = (changes: Partial<Extract<SearchState, { status: "done" }>>) =>
        setState((now) => (now === state ? { ...state, ...changes } : now));
      try {
        const found = await ask(convex, { ...args, cursor: null, ...more });
        show({ results: joined(state.results, found), problem: null });
      } catch (error) {
        show({ problem: error });
      }
    },
    [convex, args, state],
  );

  /** Adds the hits of older rooms. */
  const searchOlder = useCallback(
    () =>
      goOn({ cursor: state.status === "done" ? state.results.cursor : null }, (now, older) => ({
        ...now,
        cursor: older.cursor,
        groups: [...now.groups, ...older.groups],
      })),
    [goOn, state],
  );

  /** Puts all hits of one room in the place of its first ones. */
  const showAllIn = useCallback(
    (roomId: SearchGroup["room"]["roomId"]) =>
      goOn({ roomId }, (now, whole) => ({
        ...now,
        groups: now.groups.map((group) =>
          group.room.roomId === roomId ? { ...(whole.groups[0] ?? group), hasMore: false } : group,
        ),
      })),
    [goOn],
  );

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { state, searchOlder, showAllIn, retry };
}
