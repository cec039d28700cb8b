import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "convex/react";
import { useMemo, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { mergeDirectories, type Directory } from "./directory";

/** Long enough not to ask for every letter, short enough not to be noticed. */
const PAUSE_MS = 200;

/**
 * Whom the team may look up. A small firm's people are all there; in a large one `search` (the words
 * being typed) fetches those beyond the first hundred companies. Who was found stays, so that
 * somebody picked does not vanish with the next search. Undefined while loading.
 */
export function useDirectory(): {
  directory: Directory | undefined;
  search: (typed: string) => void;
} {
  const [typed, search] = useState("");
  const [words] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const everybody = useQuery(api.users.directory, {});
  const isSearching = everybody?.isPartial === true && words !== "";
  const found = useQuery(api.users.directory, isSearching ? { search: words } : "skip");
  const foundSoFar = useEverything(found);
  const directory = useMemo(() => {
    if (everybody === undefined) return undefined;
    return foundSoFar === undefined ? everybody : mergeDirectories([foundSoFar, everybody]);
  }, [everybody, foundSoFar]);
  return { directory, search };
}

/** All the answers that came by, merged; a new one is taken in while rendering, before it is shown. */
function useEverything(answer: Directory | undefined): Directory | undefined {
  const [taken, setTaken] = useState<{ last: Directory; all: Directory }>();
  if (answer !== undefined && answer !== taken?.last) {
    const all = taken === undefined ? answer : mergeDirectories([taken.all, answer]);
    setTaken({ last: answer, all });
  }
  return taken?.all;
}
