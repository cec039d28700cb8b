import { useConvex } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useCallback, useEffect, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { SearchArgs } from "./parseSearch";

export type SearchResults = FunctionReturnType<typeof api.search.messages>;
export type SearchGroup = SearchResults["groups"][number];

/** `args`: what the results are the answer to. */
export type SearchState =
  | { status: "idle" }
  | { status: "searching"; earlier: SearchResults | null }
  | { status: "done"; results: SearchResults }
  | { status: "failed"; error: unknown };

const TYPING_PAUSE_MS = 200;

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
        const query = { ...(JSON.parse(asked) as SearchArgs), cursor: null };
        const results = await convex.query(api.search.messages, query);
        if (isCurrent) setState({ status: "done", results });
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

  /** Adds the hits of older rooms. */
  const searchOlder = useCallback(async () => {
    if (args === null || state.status !== "done") return;
    const { cursor, groups } = state.results;
    const older = await convex.query(api.search.messages, { ...args, cursor });
    const results = {
      ...state.results,
      cursor: older.cursor,
      groups: [...groups, ...older.groups],
    };
    setState((now) => (now === state ? { status: "done", results } : now));
  }, [convex, args, state]);

  /** Puts all hits of one room in the place of its first ones. */
  const showAllIn = useCallback(
    async (roomId: SearchGroup["room"]["roomId"]) => {
      if (args === null || state.status !== "done") return;
      const whole = await convex.query(api.search.messages, { ...args, roomId, cursor: null });
      const groups = state.results.groups.map((group) =>
        group.room.roomId === roomId ? { ...(whole.groups[0] ?? group), hasMore: false } : group,
      );
      const results = { ...state.results, groups };
      setState((now) => (now === state ? { status: "done", results } : now));
    },
    [convex, args, state],
  );

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { state, searchOlder, showAllIn, retry };
}
